// Runs inside the page: shows one row of its table at a time. All texts are there already; it only copies and marks.
(() => {
  const byId = (id) => document.getElementById(id);
  const rows = [...document.querySelectorAll('tbody tr')];
  if (rows.length === 0) return;
  let current = 0;
  const copy = (id, cells) =>
    byId(id).replaceChildren(...cells.flatMap((cell) => [...cell.cloneNode(true).childNodes]));
  const show = (index) => {
    current = Math.min(Math.max(index, 0), rows.length - 1);
    const { cells, dataset } = rows[current];
    rows.forEach((row, at) => (row.ariaCurrent = at === current ? 'step' : null));
    for (const kind of ['from', 'until']) {
      document.querySelector(`li.${kind}`)?.classList.remove(kind);
      byId(`L${dataset[kind]}`)?.classList.add(kind);
    }
    const line = document.querySelector('li.from, li.until');
    const box = document.querySelector('.source');
    if (line) box.scrollTop = line.offsetTop - box.offsetTop - box.clientHeight / 3;
    const [step, time, runs, , ready, sleeps] = cells;
    const now = `${step.textContent} at ${time.textContent}: ${runs.textContent}`;
    byId('now').textContent = now;
    byId('slider').value = current;
    byId('slider').setAttribute('aria-valuetext', now);
    copy('ready', [ready]);
    copy('sleeps', [sleeps]);
    const printed = rows.slice(0, current + 1).map((row) => row.cells[3]);
    copy('printed', printed.filter((cell) => cell.firstElementChild).slice(-12));
    byId('first').disabled = byId('back').disabled = current === 0;
    byId('last').disabled = byId('forward').disabled = current === rows.length - 1;
  };
  const moves = {
    first: () => 0,
    back: () => current - 1,
    forward: () => current + 1,
    last: () => rows.length,
  };
  for (const [id, move] of Object.entries(moves)) byId(id).addEventListener('click', () => show(move()));
  byId('slider').addEventListener('input', (event) => show(Number(event.target.value)));
  const keys = { ArrowLeft: 'back', ArrowRight: 'forward', Home: 'first', End: 'last' };
  document.addEventListener('keydown', (event) => {
    const move = moves[keys[event.key]];
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    show(move());
  });
  byId('player').hidden = false;
  show(0);
})();
