// Runs in the page beside the editor: shows what the server tells of each save, and passes on what keys and buttons ask for.
(() => {
  const { step } = document.body.dataset;
  const work = document.getElementById('work');
  const said = document.getElementById('said');
  const away = document.getElementById('away');
  const tabs = [...document.querySelectorAll('.tabs button')];
  let pinned;
  let armed = '';

  function say(text, className = '') {
    if (said.textContent !== text) said.textContent = text;
    said.className = className;
  }
  const post = (path, body) =>
    fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ step, ...body }),
    }).catch(() => undefined);

  const fetched = async (path) => {
    const response = await fetch(path).catch(() => undefined);
    return response?.ok ? response.text() : undefined;
  };

  async function showClaim(at) {
    const claim = document.getElementById('claim');
    const text = await fetched(`${step}.claim?at=${at}`);
    if (!claim || !text) return;
    const isPlaying = claim.querySelector('details.player')?.open;
    claim.innerHTML = text;
    play(isPlaying);
    for (const chip of work.querySelectorAll('.chip'))
      chip.setAttribute('aria-pressed', String(chip.dataset.claim === String(at)));
    document.dispatchEvent(new Event('drawn'));
  }

  /** A player that was unfolded stays so: it plays the new run. */
  function play(isPlaying) {
    const player = work.querySelector('details.player');
    if (isPlaying && player) player.open = true;
  }

  async function showSolution() {
    const text = await fetched(`${step}.solution`);
    const place = document.getElementById('solution');
    if (text && place) place.innerHTML = text;
    place?.scrollIntoView({ block: 'start' });
  }

  function show({ html, bar, said: words, claim, isDone }) {
    // Where the reader was: a new verdict must not take the focus away.
    const focused = document.activeElement?.id || document.activeElement?.dataset?.claim;
    const cursor = work.querySelector('p.cursor input');
    const isPlaying = work.querySelector('details.player')?.open;
    work.innerHTML = html;
    play(isPlaying);
    // The cursor stays where it is in a run that is the same.
    const same = [...work.querySelectorAll('p.cursor input')].find(
      (each) => each.dataset.moments === cursor?.dataset.moments,
    );
    if (same && same.value !== cursor.value) {
      same.value = cursor.value;
      same.dispatchEvent(new Event('input', { bubbles: true }));
    }
    work.dataset.state = isDone ? 'done' : '';
    document.getElementById('bar').innerHTML = bar;
    away.hidden = true;
    // It is read out; those who see have the headline. Without a verdict, what a key has said stays.
    if (words || said.textContent === 'checking…') say(words, 'hidden');
    const again =
      focused &&
      (document.getElementById(focused) ?? work.querySelector(`[data-claim="${CSS.escape(focused)}"]`));
    again?.focus({ preventScroll: true });
    const chip = pinned !== undefined && work.querySelector(`[data-claim="${pinned}"]`);
    if (chip && pinned !== claim) void showClaim(pinned);
    document.dispatchEvent(new Event('drawn'));
  }

  const events = new EventSource(`events/${step}`);
  events.addEventListener('view', ({ data }) => show(JSON.parse(data)));
  events.addEventListener('checking', () => {
    work.dataset.state = 'checking';
    say('checking…');
  });
  events.addEventListener('open', () => (away.hidden = true));
  events.addEventListener('error', () => {
    // Closed for good: a server answers at this port, and it is another one.
    const gone = events.readyState === EventSource.CLOSED;
    away.dataset.gone = String(gone);
    away.hidden = false;
  });

  document.addEventListener('predicted', ({ detail }) => void post('predicted', detail));
  work.addEventListener('click', ({ target }) => {
    const chip = target.closest('.chip');
    if (chip) {
      pinned = Number(chip.dataset.claim);
      void showClaim(pinned);
    }
    if (target.closest('#hint')) keys.h();
  });
  for (const tab of tabs) {
    tab.addEventListener('click', () => {
      document.body.dataset.shows = tab.dataset.shows;
      for (const each of tabs) each.setAttribute('aria-pressed', String(each === tab));
    });
  }

  const keys = {
    n: () => {
      const next = document.getElementById('next');
      if (next) next.click();
      else say('Not yet: this exercise does not pass. The bar above leads to any step.');
    },
    h: () => {
      const about = document.getElementById('hint')?.dataset.about;
      if (about) void post('hint', { about });
      else say('There is no hint to give now.');
    },
    s: (again) => {
      if (again || work.dataset.state === 'done') void showSolution();
      else say('Your answer has not passed yet. Press s again to see the solution anyway.');
    },
    x: (again) => {
      if (!again) return say('Press x again to bring the exercise back as it was. A copy of yours is kept.');
      return post('reset')
        .then((response) => response?.json())
        .then(
          (answer) =>
            answer &&
            say(answer.kept ? `It is as it was. Yours is kept in ${answer.kept}` : 'It is as it was.'),
        );
    },
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, textarea, select'))
      return;
    const again = armed === event.key;
    armed = again ? '' : event.key;
    if (!keys[event.key]) return;
    event.preventDefault();
    void keys[event.key](again);
  });
})();
