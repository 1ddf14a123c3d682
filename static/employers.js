/* employers.js - werkgevers kiezen in de lijst, en het formulier. Zonder script werken lijst en formulier ook. */
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Kiezen in de lijst. De lijst wordt vervangen door htmx, dus alles luistert op het document.
  const show = () => {
    const form = document.querySelector('[data-choosing]');
    if (!form) return;
    const boxes = all('[data-choose]', form);
    const every = form.querySelector('[data-choose-all]');
    const chosen = boxes.filter((box) => box.checked).length;
    const page = form.querySelector('[data-choose-page]');
    boxes.forEach((box) => box.closest('tr').classList.toggle('is-selected', box.checked));
    page.checked = chosen === boxes.length;
    page.indeterminate = chosen > 0 && chosen < boxes.length;
    if (every && chosen < boxes.length) every.checked = false;
    const count = form.querySelector('[data-chosen-count]');
    count.textContent = (every?.checked ? every.parentElement.textContent.trim().replace('Alle ', '') : chosen) + ' gekozen';
    form.querySelector('[data-chosen-bar]').hidden = chosen === 0;
    form.querySelector('[data-choose-none]').hidden = false;
  };
  document.addEventListener('change', (event) => {
    const form = event.target.closest('[data-choosing]');
    if (!form) return;
    if (event.target.matches('[data-choose-page], [data-choose-all]')) {
      const on = event.target.checked || event.target.matches('[data-choose-all]');
      all('[data-choose]', form).forEach((box) => { box.checked = on; });
    }
    show();
  });
  document.addEventListener('click', (event) => {
    if (!event.target.closest('[data-choose-none]')) return;
    all('[data-choose]').forEach((box) => { box.checked = false; });
    show();
    document.querySelector('[data-choose-page]').focus();
  });
  show();

  // Na het filteren: de weergave die nu open is, en het adres zonder lege velden (dat geeft de server)
  document.addEventListener('htmx:afterSettle', show);
  document.addEventListener('htmx:pushedIntoHistory', () => {
    all('#weergaven a').forEach((tab) => {
      const same = decodeURIComponent(tab.search) === decodeURIComponent(location.search);
      tab.toggleAttribute('aria-current', same);
      if (same) tab.setAttribute('aria-current', 'true');
    });
  });

  // Tijdlijn: contacten van een organisatie tonen of niet
  const choice = document.querySelector('[data-timeline-choice]');
  if (choice) {
    const moments = all('[data-timeline] li[data-organisation]');
    const names = new Map(moments.map((moment) => [moment.dataset.organisation, moment.querySelector('.crm-org').textContent]));
    names.forEach((name, slug) => {
      const label = document.createElement('label');
      label.className = 'crm-opt';
      const box = Object.assign(document.createElement('input'), { type: 'checkbox', checked: true, className: 'utrecht-checkbox utrecht-checkbox--html-input' });
      box.addEventListener('change', () => {
        moments.filter((moment) => moment.dataset.organisation === slug).forEach((moment) => { moment.hidden = !box.checked; });
      });
      label.append(box, ' ' + name);
      choice.append(label);
    });
    choice.hidden = names.size < 2;
  }

  // Omvang: alleen de vragen die bij het antwoord horen
  const size = document.querySelector('[data-size]');
  if (size) {
    const fit = () => {
      const answer = size.querySelector('[name="size_kind"]:checked')?.value;
      all('[data-size-if]', size).forEach((part) => { part.hidden = !part.dataset.sizeIf.split(' ').includes(answer); });
    };
    size.addEventListener('change', fit);
    fit();
    // Een andere omvang is van vandaag, tenzij iemand een dag kiest
    const day = size.querySelector('[name="size_reference_date"]');
    const renew = (e) => {
      if (/^size_(number|class|source)$/.test(e.target.name) && day.value === day.defaultValue) day.value = new Date().toLocaleDateString('sv');
    };
    if (day) size.addEventListener('input', renew);
  }
})();
