// Runs inside the page: shows one row of its table at a time. All texts are there already; it only copies and marks.
(() => {
  const byId = (id) => document.getElementById(id);
  const rows = [...document.querySelectorAll('tbody tr')];
  if (rows.length === 0) return;
  const boxes = ['stack', 'ticks', 'microtasks', 'timers', 'immediates', 'input-output'];
  const linesOf = rows.map((row) => row.dataset.lines.split(' '));
  let current = 0;
  let timer;
  const copy = (id, cells) =>
    byId(id)
      .querySelector('div')
      .replaceChildren(...cells.flatMap((cell) => [...cell.cloneNode(true).childNodes]));
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
    const [step, time, runs] = cells;
    const now = `${step.textContent} at ${time.textContent}: ${runs.textContent}`;
    byId('now').textContent = now;
    byId('slider').value = current;
    byId('slider').setAttribute('aria-valuetext', now);
    for (const name of boxes) copy(name, [rows[current].querySelector(`td.${name}`)]);
    const printed = rows.slice(0, current + 1).map((row) => row.cells[3]);
    copy('printed', printed.filter((cell) => cell.firstElementChild).slice(-12));
    byId('first').disabled = byId('back').disabled = current === 0;
    byId('last').disabled = byId('forward').disabled = current === rows.length - 1;
  };
  const pause = () => {
    clearInterval(timer);
    timer = undefined;
    byId('play').textContent = 'Play';
  };
  const go = (index) => {
    pause();
    show(index);
  };
  const play = () => {
    if (timer) return pause();
    if (current === rows.length - 1) show(0);
    const next = () => {
      show(current + 1);
      if (current === rows.length - 1) pause();
    };
    byId('play').textContent = 'Pause';
    timer = setInterval(next, 1000 / byId('speed').value);
  };
  const moves = {
    first: () => 0,
    back: () => current - 1,
    forward: () => current + 1,
    last: () => rows.length,
  };
  for (const [id, move] of Object.entries(moves)) byId(id).addEventListener('click', () => go(move()));
  byId('play').addEventListener('click', play);
  byId('speed').addEventListener('change', () => {
    if (!timer) return;
    pause();
    play();
  });
  byId('slider').addEventListener('input', (event) => go(Number(event.target.value)));
  rows.forEach((row, at) => row.addEventListener('click', () => go(at)));
  // A click on a line goes to the next step that runs it, and after the last one to the first.
  for (const item of document.querySelectorAll('.source li')) {
    const steps = rows.map((_, at) => at).filter((at) => linesOf[at].includes(item.id.slice(1)));
    if (steps.length === 0) continue;
    item.classList.add('reached');
    item.addEventListener('click', () => go(steps.find((at) => at > current) ?? steps[0]));
  }
  const keys = { ArrowLeft: 'back', ArrowRight: 'forward', Home: 'first', End: 'last' };
  document.addEventListener('keydown', (event) => {
    const move = moves[keys[event.key]];
    if (!move || event.altKey || event.ctrlKey || event.metaKey || event.target.id === 'speed') return;
    event.preventDefault();
    go(move());
  });
  document.body.classList.add('playable');
  byId('player').hidden = false;
  show(0);
})();
