/* meetings.js - een overleg met het toetsenbord. Zonder script werkt het overleg ook. */
(() => {
  // De agenda ernaast schuift mee met het punt dat aan de beurt is
  const here = document.querySelector('.crm-steps [aria-current]');
  const list = here && here.closest('.crm-panel');
  if (list && list.scrollHeight > list.clientHeight) list.scrollTop = here.offsetTop - list.clientHeight / 2;
})();
