/* outreach.js - het contactformulier iets vlotter. Zonder script werkt het formulier ook. */
(() => {
  const form = document.querySelector('[data-contact]');
  if (!form) return;
  const field = (name) => form.elements[name];
  const clear = (name) => form.querySelectorAll(`[name="${name}"]`).forEach((box) => { box.checked = false; });

  // Ligt het contact in de toekomst, dan is er nog geen resultaat. De klok is die van de server, in Nederlandse tijd.
  const ahead = Date.parse(form.dataset.now) - Date.now();
  const happened = field('happened_at');
  const result = form.querySelector('[data-done-only]');
  const hint = form.querySelector('[data-planned-hint]');
  const plan = () => {
    const planned = Date.parse(happened.value) > Date.now() + ahead;
    result.hidden = planned;
    if (planned) clear('result');
    hint.textContent = planned ? 'Dit contact komt gepland te staan.' : 'Ligt dit in de toekomst, dan staat het contact gepland.';
  };
  happened.addEventListener('change', plan);
  plan();

  // Het een of het ander: een keuze met knoppen, of iets eigens ernaast
  const either = (chips, own) => {
    const box = field(own);
    if (!box) return;
    box.addEventListener('input', () => { if (box.value) clear(chips); });
    form.querySelectorAll(`[name="${chips}"]`).forEach((chip) => chip.addEventListener('change', () => { box.value = ''; }));
  };
  either('follow_up', 'follow_up_on');
  either('contact_person', 'new_person_name');
  either('size_band', 'size_number');

  // Twee keer tikken op opslaan is een keer opslaan
  let sent = false;
  form.addEventListener('submit', (e) => { if (sent) e.preventDefault(); sent = true; });
  window.addEventListener('pageshow', () => { sent = false; });

  // Nog een keer tikken haalt een keuze weg die niet hoeft
  ['contact_person', 'follow_up', 'size_band', 'result'].forEach((name) => {
    form.querySelectorAll(`[name="${name}"]`).forEach((chip) => {
      let was = false;
      chip.addEventListener('pointerdown', () => { was = chip.checked; });
      chip.addEventListener('click', () => { if (was) { chip.checked = false; was = false; } });
    });
  });
})();
