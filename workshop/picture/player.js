// Runs inside the page: shows one row of its table at a time. All texts are there already; it only moves them.
(() => {
  const byId = (id) => document.getElementById(id);
  const rows = [...document.querySelectorAll('tbody tr')];
  if (rows.length === 0) return;
  const slider = byId('slider');
  let current = 0;
  const fill = (id, items) => {
    const entry = (text) => Object.assign(document.createElement('li'), { textContent: text });
    const nobody = Object.assign(entry('–'), { className: 'none' });
    // Text only: nothing here becomes markup.
    byId(id).replaceChildren(...(items.length > 0 ? items.map(entry) : [nobody]));
  };
  const cell = (row, index) => [...row.cells[index].querySelectorAll('li')].map((item) => item.textContent);
  const mark = (line, why) => {
    const row = line && byId(`L${line}`);
    if (!row) return;
    row.dataset.why = row.classList.contains('now') ? `${row.dataset.why}, ${why}` : why;
    row.classList.add('now');
  };
  const show = (index) => {
    current = Math.min(Math.max(index, 0), rows.length - 1);
    const row = rows[current];
    for (const other of rows) other.removeAttribute('aria-current');
    row.setAttribute('aria-current', 'step');
    for (const line of document.querySelectorAll('li.now')) line.classList.remove('now');
    mark(row.dataset.line, 'from here');
    mark(row.dataset.until, 'waits here');
    const line = document.querySelector('li.now');
    const box = document.querySelector('.source');
    if (line) box.scrollTop = line.offsetTop - box.offsetTop - box.clientHeight / 3;
    byId('now').textContent =
      `${row.cells[0].textContent} at ${row.cells[1].textContent}: ${row.cells[2].textContent}`;
    fill('ready', cell(row, 4));
    fill('sleeps', cell(row, 5));
    fill(
      'printed',
      rows
        .slice(0, current + 1)
        .flatMap((each) => cell(each, 3))
        .slice(-12),
    );
    slider.value = current;
    slider.setAttribute('aria-valuetext', byId('now').textContent);
    byId('first').disabled = byId('back').disabled = current === 0;
    byId('last').disabled = byId('forward').disabled = current === rows.length - 1;
  };
  const moves = {
    first: () => 0,
    back: () => current - 1,
    forward: () => current + 1,
    last: () => rows.length - 1,
  };
  for (const [id, move] of Object.entries(moves)) byId(id).addEventListener('click', () => show(move()));
  slider.addEventListener('input', () => show(Number(slider.value)));
  const keys = { ArrowLeft: 'back', ArrowRight: 'forward', Home: 'first', End: 'last' };
  document.addEventListener('keydown', (event) => {
    const move = keys[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    show(moves[move]());
  });
  byId('player').hidden = false;
  document.querySelector('main').classList.add('playing');
  show(0);
})();
