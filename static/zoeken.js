/* zoeken.js - voorstellen onder het zoekveld: pijltjes lopen erdoor, Escape sluit. Enter zoekt in de lijst. */
(() => {
  document.querySelectorAll('[data-suggest]').forEach((field) => {
    const list = document.getElementById(field.dataset.suggest);
    const links = () => [...list.querySelectorAll('a')];
    const close = () => { list.hidden = true; };
    const open = () => {
      list.hidden = links().length === 0 || field.value.trim().length < 2;
    };
    document.addEventListener('htmx:afterSwap', (event) => { if (event.target === list) open(); });
    field.addEventListener('focus', open);
    field.addEventListener('input', () => { if (field.value.trim().length < 2) close(); });
    const step = (event) => {
      if (event.key === 'Escape' && !list.hidden) { event.preventDefault(); close(); field.focus(); return; }
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      if (list.hidden) return;
      event.preventDefault();
      const stops = [field, ...links()];
      const at = stops.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
      stops[(at + stops.length) % stops.length].focus();
    };
    field.addEventListener('keydown', step);
    list.addEventListener('keydown', step);
    document.addEventListener('focusin', (event) => {
      if (event.target !== field && !list.contains(event.target)) close();
    });
    document.addEventListener('click', (event) => {
      if (event.target !== field && !list.contains(event.target)) close();
    });
  });
})();
