/* concept.js - wat is ingevuld en nog niet verstuurd blijft in deze browser staan, per gebruiker, en wordt teruggeboden.
   Valt de verbinding weg of bent u uitgelogd, dan blijft alles staan en kan het opnieuw. Zonder script werkt het formulier ook. */
(() => {
  const PREFIX = 'concept:';
  const KEEP_DAYS = 7;
  const PATIENCE = 20_000; // milliseconden: een dode verbinding zegt zelf niets
  const NOT_KEPT = ['csrfmiddlewaretoken', 'sjabloon', 'volgende', 'bereken'];
  // Staan er ook zonder dat iemand iets invulde. Met versie en basis ziet de server wat een collega intussen wijzigde
  const NOT_TYPED = ['happened_at', 'key', 'version', 'basis', 'gezien'];
  const store = (() => { try { localStorage.setItem(`${PREFIX}proef`, '1'); localStorage.removeItem(`${PREFIX}proef`); return localStorage; } catch { return null; } })();
  const drafts = () => (store ? Object.keys(store).filter((key) => key.startsWith(PREFIX)) : []);
  const read = (key) => { try { return JSON.parse(store.getItem(key)); } catch { return null; } };

  // Ouder dan een week: weg. Bij uitloggen: alles weg
  drafts().filter((key) => !(Date.now() - read(key)?.at < KEEP_DAYS * 864e5)).forEach((key) => store.removeItem(key));
  document.addEventListener('submit', (e) => { if (e.target.matches('[data-sign-out]')) drafts().forEach((key) => store.removeItem(key)); });

  const form = document.querySelector('[data-draft]');
  if (!form) return;
  const key = PREFIX + form.dataset.draft;

  // Een burgerservicenummer wordt nergens bewaard, ook hier niet
  const isBsn = (digits) => [9, 8, 7, 6, 5, 4, 3, 2, -1].reduce((sum, weight, at) => sum + weight * digits[at], 0) % 11 === 0;
  const withoutBsn = (text) => text.replace(/\d(?:[ .-]?\d){8}(?!\d)/g, (found) => (isBsn(found.replace(/\D/g, '')) ? '' : found));
  const values = (of = form) => {
    const kept = {};
    new FormData(of).forEach((value, name) => { if (!NOT_KEPT.includes(name)) (kept[name] ??= []).push(withoutBsn(String(value))); });
    return kept;
  };
  const typed = (all) => JSON.stringify(Object.entries(all).filter(([name, some]) => !NOT_TYPED.includes(name) && some.some(Boolean)).sort());
  const untouched = form.cloneNode(true); // wat de server stuurde, ook als iemand al typte voordat dit script liep
  untouched.reset();
  const start = typed(values(untouched));
  const forget = () => store?.removeItem(key);
  const write = (now) => store?.setItem(key, JSON.stringify({ at: Date.now(), values: now }));
  const keep = () => {
    const now = values();
    if (typed(now) === start) forget();
    else write(now);
  };

  // Terugbieden wat er nog stond
  const offer = document.querySelector('[data-draft-offer]');
  const draft = store && read(key);
  const fill = (field, some) => {
    if (field.type === 'radio' || field.type === 'checkbox') field.checked = some.includes(field.value);
    else if (field.tagName !== 'SELECT' || [...field.options].some((option) => option.value === (some[0] ?? ''))) field.value = some[0] ?? '';
  };
  const putBack = () => {
    const moment = form.elements.happened_at;
    if (moment && draft.values.happened_at) { fill(moment, draft.values.happened_at); moment.dispatchEvent(new Event('change')); }
    [...form.elements].filter((field) => field.name && !NOT_KEPT.includes(field.name)).forEach((field) => fill(field, draft.values[field.name] ?? []));
    form.querySelectorAll('details').forEach((part) => { part.open = true; });
    [form.querySelector('[data-size]'), form].forEach((part) => part?.dispatchEvent(new Event('change')));
  };
  const moment = (at) => {
    const time = `${String(at.getHours()).padStart(2, '0')}.${String(at.getMinutes()).padStart(2, '0')} uur`;
    return at.toDateString() === new Date().toDateString() ? time : `${at.toLocaleDateString('nl-NL', { day: 'numeric', month: 'long' })}, ${time}`;
  };
  if (draft && typed(draft.values) !== start) {
    offer.querySelector('[data-draft-text]').textContent = `Concept van ${moment(new Date(draft.at))}: dit was nog niet opgeslagen.`;
    offer.hidden = false;
    offer.querySelector('[data-draft-back]').addEventListener('click', () => { putBack(); offer.hidden = true; keep(); (form.querySelector('textarea') ?? form.querySelector('input:not([type="hidden"])'))?.focus(); });
    offer.querySelector('[data-draft-away]').addEventListener('click', () => { forget(); offer.hidden = true; });
  } else if (performance.getEntriesByType('navigation')[0]?.type === 'back_forward') forget(); // teruggebladerd: dat is al verstuurd
  else keep();
  form.addEventListener('input', keep);
  form.addEventListener('change', keep);

  // Versturen: lukt het niet, dan blijft alles staan
  const notice = document.querySelector('[data-not-sent]');
  let busy = false;
  let pressed = null;
  const say = (which) => {
    busy = false;
    notice.querySelectorAll('[data-why]').forEach((text) => { text.hidden = text.dataset.why !== which; });
    notice.hidden = false;
    notice.scrollIntoView({ block: 'center' });
    notice.focus();
  };
  const native = () => {
    if (pressed?.name) {
      const field = Object.assign(document.createElement('input'), { type: 'hidden', name: pressed.name, value: pressed.value });
      form.append(field);
    }
    HTMLFormElement.prototype.submit.call(form);
  };
  const send = async () => {
    const data = new FormData(form);
    if (pressed?.name) data.append(pressed.name, pressed.value);
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const response = await fetch(window.location.href, { method: 'POST', body: data, headers: { 'X-Concept': '1' }, redirect: 'manual', signal: stop.signal });
      const next = response.headers.get('X-Next');
      if (response.ok && next) { forget(); window.location.assign(next); return; }
      if (response.type === 'opaqueredirect' || response.status === 403) say('session');
      else if (response.ok || [409, 422].includes(response.status)) native(); // de server wil iets weten: laat zijn pagina zien
      else say('server');
    } catch { say('connection'); } finally { clearTimeout(timer); }
  };
  form.addEventListener('submit', (e) => {
    e.preventDefault();
    if (busy) return;
    busy = true;
    pressed = e.submitter;
    write(values()); // ook wat de server al kende en nog niet opsloeg, zoals na een melding
    notice.hidden = true;
    send();
  });
  notice.querySelector('[data-again]').addEventListener('click', () => { if (pressed) form.requestSubmit(pressed); else form.requestSubmit(); });
  window.addEventListener('pageshow', () => { busy = false; });
})();
