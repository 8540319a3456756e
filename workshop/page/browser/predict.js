// Runs in the page: lines are put in order, by dragging or by keys, and judged here. Everything there is to say came with
// the form, so no server is needed.
(() => {
  const form = document.querySelector('form.predict');
  if (!form) return;
  const { lines, elapsed, total, why, whyTotal } = JSON.parse(form.dataset.question);
  const list = form.querySelector('ol');
  const rows = () => [...list.children];
  const nameOf = ({ lane, text }) => `${lane}: ${text}`;

  const move = (row, by) => {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (by < 0) other.before(row);
    else other.after(row);
  };
  list.addEventListener('click', ({ target }) => {
    const button = target.closest('.up, .down');
    if (!button) return;
    move(button.closest('li'), button.matches('.up') ? -1 : 1);
    button.focus();
  });
  list.addEventListener('keydown', (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by || !event.altKey) return;
    event.preventDefault();
    const focused = document.activeElement;
    move(event.target.closest('li'), by);
    focused.focus();
  });
  let dragged;
  list.addEventListener('dragstart', (event) => {
    dragged = event.target.closest('li');
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', '');
  });
  list.addEventListener('dragover', (event) => {
    const row = event.target.closest('li');
    if (!dragged || !row) return;
    event.preventDefault();
    const { top, height } = row.getBoundingClientRect();
    if (row !== dragged) row[event.clientY < top + height / 2 ? 'before' : 'after'](dragged);
  });
  list.addEventListener('drop', (event) => event.preventDefault());
  list.addEventListener('dragend', () => (dragged = undefined));

  /** Seconds as they are typed, as milliseconds; `undefined` where none are. */
  const read = (input) => {
    const text = input.value.trim().replace(',', '.').replace(/s$/, '').trim();
    return text === '' || Number.isNaN(Number(text)) ? undefined : Math.round(Number(text) * 1000);
  };
  const isNear = (one, other) => Math.abs(one - other) < 50;

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const guess = rows().map((row) => Number(row.dataset.place));
    let right = 0;
    let times = true;
    rows().forEach((row, at) => {
      const line = lines[guess[at]];
      // Lines that read the same are the same.
      const holds = nameOf(line) === nameOf(lines[at]);
      const time = read(row.querySelector('input'));
      const wrongTime = time !== undefined && !isNear(time, (holds ? lines[at] : line).ms);
      if (holds) right += 1;
      if (wrongTime) times = false;
      const place = holds ? 'right' : `comes as number ${guess[at] + 1}, at ${line.at}`;
      row.className = holds && !wrongTime ? 'right' : 'wrong';
      row.querySelector('.said').textContent = holds && wrongTime ? `right place, but at ${line.at}` : place;
    });
    const first = lines.findIndex((line, at) => nameOf(line) !== nameOf(lines[guess[at]]));
    const seconds = read(form.querySelector('.total'));
    const isTotal = seconds === undefined || isNear(seconds, elapsed);
    const isRight = right === lines.length && isTotal && times;
    const said = seconds === undefined ? '' : `, and the total is ${isTotal ? 'right' : 'not'}`;
    const because = [...(first < 0 ? [] : [why[first][guess[first]]]), ...(isTotal ? [] : [whyTotal])];
    const result = form.querySelector('.result');
    result.replaceChildren(
      element(
        'p',
        `${isRight ? 'Right! ' : ''}${right} of ${lines.length} lines are at their place${said}.`,
        'score',
      ),
      ...because.map((text) => element('p', text)),
      element('p', `What really comes, in ${total}:`),
      element(
        'pre',
        lines.map(({ at, lane, text }) => `${at.padStart(6)}  ${lane.padEnd(11)}  ${text}`).join('\n'),
      ),
    );
    result.querySelector('pre').tabIndex = 0;
    form.dataset.result = isRight ? 'right' : 'wrong';
    document.dispatchEvent(new CustomEvent('predicted', { detail: { right: isRight } }));
  });

  function element(tag, text, className = '') {
    return Object.assign(document.createElement(tag), { textContent: text, className });
  }
})();
