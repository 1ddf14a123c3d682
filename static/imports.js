/* imports.js - de beoordeelbank: na elk oordeel staat de aandacht bij de volgende vraag, ook voor een schermlezer. */
(() => {
  document.body.addEventListener('htmx:afterSettle', () => {
    const heading = document.querySelector('#bank #vraag, #bank #klaar');
    if (heading && (document.activeElement === document.body || document.activeElement === null)) {
      heading.focus({ preventScroll: true });
    }
  });
})();
