// Runs in the page: one cursor through the time of a claim's runs. It goes from moment to moment, through the pictures and
// the transcript at the same time; what comes later is dimmed.
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

  document.addEventListener('input', ({ target }) => {
    if (target.matches('.cursor input')) show(target);
  });
})();
