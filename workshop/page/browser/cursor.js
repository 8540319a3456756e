// Runs in the page: one cursor through the time of a claim's runs. It goes from moment to moment, through the pictures, the
// transcript and the code at the same time; what comes later is dimmed.
(() => {
  const lineOf = new WeakMap();

  /** Where a time is in a picture: its axis tells. `undefined` where it has too few labels. */
  function scaleOf(svg) {
    const labels = [...svg.querySelectorAll('text')]
      .filter(({ textContent }) => /^\d+(\.\d+)?s$/.test(textContent))
      .map((label) => ({ x: Number(label.getAttribute('x')), ms: parseFloat(label.textContent) * 1000 }));
    const [first, last] = [labels[0], labels.at(-1)];
    if (!first || first.ms === last.ms) return undefined;
    return (ms) => first.x + ((ms - first.ms) * (last.x - first.x)) / (last.ms - first.ms);
  }

  function show(input) {
    const box = input.closest('.compared');
    const moments = JSON.parse(input.dataset.moments);
    const isEnd = Number(input.value) >= moments.length;
    const { ms, at } = moments[Math.min(Number(input.value), moments.length - 1)];
    input.setAttribute('aria-valuetext', isEnd ? 'all of it' : at);
    box.querySelector('output').textContent = isEnd ? '' : at;
    for (const row of box.querySelectorAll('.transcript tbody tr')) {
      row.classList.toggle('later', !isEnd && Number(row.dataset.ms) > ms);
      row.classList.toggle('now', !isEnd && Number(row.dataset.ms) === ms);
    }
    for (const svg of box.querySelectorAll('svg')) {
      const scale = scaleOf(svg);
      const line = lineOf.get(svg) ?? document.createElementNS(svg.namespaceURI, 'path');
      lineOf.set(svg, line);
      line.setAttribute('class', 'cursor');
      if (isEnd || !scale) line.remove();
      else {
        line.setAttribute('d', `M${scale(ms)} 4V${svg.viewBox.baseVal.height - 4}`);
        svg.append(line);
      }
    }
  }

  const deeds = ['goes on', 'says', 'waits'];

  /** What a line does in a moment, in words: a wait ends when its line goes on. */
  function deedsOf(marks, ms) {
    const at = marks.flatMap(({ what, from, to }) => {
      if (what === 'waits' && to === ms) return ['goes on'];
      return from <= ms && (ms < to || from === to) && (what === 'waits' || from === ms) ? [what] : [];
    });
    return deeds.filter((each) => at.includes(each));
  }

  /** The lines are asked for when the cursor is moved for the first time: somebody wants to see them. */
  async function showLines(input) {
    const place = input.closest('.compared').querySelector('.code-lines');
    const moments = JSON.parse(input.dataset.moments);
    place.hidden = Number(input.value) >= moments.length;
    if (place.hidden) return;
    place.asked ??= fetch(place.dataset.src).then((response) => (response.ok ? response.text() : ''));
    const text = await place.asked.catch(() => '');
    if (place.childElementCount === 0) place.innerHTML = text;
    const code = place.querySelector('[data-marks]');
    const moment = moments[Number(input.value)];
    if (!code || !moment) return;
    const marks = JSON.parse(code.dataset.marks);
    const heard = [];
    for (const row of code.children) {
      const number = row.querySelector('.number').textContent;
      const did = deedsOf(
        marks.filter(({ line }) => line === Number(number)),
        moment.ms,
      );
      row.className = did.length > 0 ? 'now' : '';
      row.querySelector('.did').textContent = did.join(', ');
      if (did.length > 0) heard.push(`line ${number} ${did.join(' and ')}`);
    }
    input.setAttribute('aria-valuetext', [moment.at, ...heard].join(', '));
  }

  document.addEventListener('input', ({ target }) => {
    if (!target.matches('.cursor input')) return;
    show(target);
    void showLines(target);
  });
})();
