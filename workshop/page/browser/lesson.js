// Runs in the page: what is folded, what the keys do, and in the book how far the reader is.
(() => {
  const { kind, step } = document.body.dataset;
  const whatHappened = document.getElementById('what-happened')?.closest('section');
  const first = whatHappened?.querySelector('details');

  // The answer may be seen once it has been predicted.
  document.addEventListener('predicted', () => first && (first.open = true));

  // A player is loaded when it is wanted.
  document.addEventListener(
    'toggle',
    ({ target }) => {
      const frame = target.querySelector?.('iframe[data-src]:not([src])');
      if (target.open && frame) frame.src = frame.dataset.src;
    },
    true,
  );

  const go = (element) => {
    if (!element) return;
    document.querySelector('.tabs [data-shows=lesson]')?.click();
    element.scrollIntoView({ block: 'start' });
    // A heading takes the focus only when it is told to.
    if (element.tabIndex < 0) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  };
  const keys = {
    p: () => go(document.querySelector('form.predict button') ?? document.getElementById('predict')),
    r: () => {
      if (first) first.open = true;
      go(first?.querySelector('summary'));
    },
    l: () => document.querySelector('#bar [aria-current], #bar a')?.focus(),
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, textarea, select'))
      return;
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  // In the book nobody else remembers what was read.
  if (kind !== 'book') return;
  const name = 'async-workshop-read';
  const load = () => {
    try {
      return new Set(JSON.parse(localStorage.getItem(name) ?? '[]'));
    } catch {
      return new Set();
    }
  };
  const show = () => {
    const read = load();
    for (const link of document.querySelectorAll('#bar a')) {
      const isRead = read.has(link.dataset.step);
      link.dataset.mark = isRead ? 'done' : '';
      link.querySelector('.sign').textContent = isRead ? '✓' : '';
      link.querySelector('.read')?.remove();
      if (isRead)
        link.append(
          Object.assign(document.createElement('span'), { className: 'hidden read', textContent: ', read' }),
        );
    }
    const button = document.getElementById('read');
    if (button) button.setAttribute('aria-pressed', String(read.has(step)));
  };
  document.getElementById('read')?.addEventListener('click', () => {
    const read = load();
    if (!read.delete(step)) read.add(step);
    try {
      localStorage.setItem(name, JSON.stringify([...read]));
    } catch {
      // A browser that keeps nothing for files shows the book all the same.
    }
    show();
  });
  show();
})();
