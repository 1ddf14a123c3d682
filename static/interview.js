/* interview.js - wat op een vraagpagina is ingevuld en nog niet bewaard, blijft in de browser en wordt teruggeboden. */
(() => {
  const PREFIX = 'gesprek:';
  const KEEP_DAYS = 7;
  const store = (() => { try { localStorage.setItem(`${PREFIX}proef`, '1'); localStorage.removeItem(`${PREFIX}proef`); return localStorage; } catch { return null; } })();
  if (!store) return;

  // Ouder dan een week: weg
  Object.keys(store).filter((key) => key.startsWith(PREFIX)).forEach((key) => {
    try { if (Date.now() - JSON.parse(store.getItem(key)).at > KEEP_DAYS * 864e5) store.removeItem(key); } catch { store.removeItem(key); }
  });

  // De server zegt welk antwoord bewaard is: dan mag het concept weg
  const address = new URL(window.location.href);
  const saved = address.searchParams.get('bewaard');
  const talk = address.pathname.match(/^\/gesprek\/(\d+)\//);
  if (saved && talk) {
    Object.keys(store).filter((key) => key.startsWith(`${PREFIX}${talk[1]}:${saved}:`)).forEach((key) => store.removeItem(key));
    address.searchParams.delete('bewaard');
    window.history.replaceState(null, '', address);
  }

  const form = document.querySelector('[data-interview]');
  if (!form) return;
  const key = `${PREFIX}${form.dataset.interview}:${form.dataset.question}:${form.dataset.user}`;
  const names = ['choices', 'number', 'text', 'state'];
  const values = (of = form) => Object.fromEntries(names.map((name) => [name, new FormData(of).getAll(name)]));
  const untouched = form.cloneNode(true); // wat de server stuurde, ook als iemand al typte voordat dit script liep
  untouched.reset();
  const start = JSON.stringify(values(untouched));
  const keep = () => {
    const now = values();
    if (JSON.stringify(now) === start) store.removeItem(key);
    else store.setItem(key, JSON.stringify({ at: Date.now(), values: now }));
  };

  const offer = document.querySelector('[data-draft-offer]');
  const draft = JSON.parse(store.getItem(key) || 'null');
  if (draft && JSON.stringify(draft.values) !== start) {
    offer.hidden = false;
    offer.querySelector('[data-draft-back]').addEventListener('click', () => {
      names.forEach((name) => form.querySelectorAll(`[name="${name}"]`).forEach((field) => {
        const kept = draft.values[name] || [];
        if (field.type === 'radio' || field.type === 'checkbox') field.checked = kept.includes(field.value);
        else field.value = kept[0] || '';
      }));
      offer.hidden = true;
      keep();
      form.querySelector('[name="text"]').focus();
    });
    offer.querySelector('[data-draft-away]').addEventListener('click', () => { store.removeItem(key); offer.hidden = true; });
  } else keep();
  form.addEventListener('input', () => { offer.hidden = true; keep(); });

  // Een keuze nog een keer aantikken haalt hem weg; een antwoord en 'niet besproken' gaan niet samen
  form.querySelectorAll('[type="radio"]').forEach((chip) => {
    let was = false;
    chip.addEventListener('pointerdown', () => { was = chip.checked; });
    chip.addEventListener('click', () => { if (was) { chip.checked = false; was = false; keep(); } });
  });
  const clear = (name) => form.querySelectorAll(`[name="${name}"]`).forEach((field) => { field.checked = false; });
  form.querySelectorAll('[name="state"]').forEach((chip) => chip.addEventListener('change', () => { clear('choices'); keep(); }));
  form.querySelectorAll('[name="choices"]').forEach((chip) => chip.addEventListener('change', () => { clear('state'); keep(); }));
})();
