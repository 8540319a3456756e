// Runs in a presentation: divides the lesson into parts that fit on the screen, and shows one at a time. What is folded in
// the lesson is veiled until a key shows it.
(() => {
  const main = document.getElementById('main');
  const lesson = main.querySelector('.lesson');
  const place = document.getElementById('place');
  // Only this lesson is shown here.
  for (const link of lesson.querySelectorAll('a:not([href^=http])')) link.replaceWith(...link.childNodes);
  const blocks = [...blocksOf(lesson)];
  let parts = [];
  let current = 0;

  /** The paragraphs, lists, pictures and pieces of code of the lesson, with their headings, in order. */
  function* blocksOf(article) {
    yield { heading: article.querySelector('h1').textContent, elements: [] };
    for (const section of article.querySelectorAll('section')) {
      let heading = '';
      for (const child of [...section.children]) {
        if (/^H[23]$/.test(child.tagName)) heading = child.textContent;
        else yield* unfolded(child, heading);
      }
    }
  }
  function* unfolded(element, heading) {
    const lists = element.matches('ol, ul') && element.querySelector('details');
    if (element.matches('details')) {
      for (const child of element.querySelectorAll(':scope > :not(summary)'))
        yield { heading, elements: [child], veiled: !element.matches('.player') };
    } else if (lists) {
      for (const item of element.children) {
        const answer = item.querySelector('details');
        const given = [...(answer?.querySelectorAll(':scope > :not(summary)') ?? [])];
        answer?.remove();
        const asked = document.createElement('div');
        asked.append(...item.childNodes);
        yield { heading, elements: [asked], begins: true };
        for (const each of given) yield { heading, elements: [each], veiled: true };
      }
    } else yield { heading, elements: [element] };
  }

  /** Puts as many blocks into a part as fit. One that is too large alone is made smaller. */
  function divide() {
    parts = [];
    main.replaceChildren();
    for (const { heading, elements, veiled, begins } of blocks) {
      let part = parts.at(-1);
      if (!part || part.dataset.heading !== heading || begins) part = begin(heading);
      // Copies: what is cut here may be whole on a larger screen.
      for (let element of elements.map((each) => each.cloneNode(true))) {
        element.classList.toggle('veiled', Boolean(veiled));
        part.append(element);
        if (overflows() && part.children.length > 2) begin(heading).append(element);
        shrink(0.75);
        for (let rest = cut(element); rest; rest = cut(element)) {
          begin(heading).append(rest);
          element = rest;
          shrink(0.75);
        }
        shrink(0.5);
      }
    }
    show(Math.min(current, parts.length - 1));
  }
  function shrink(least) {
    for (let size = 0.95; overflows() && size >= least; size -= 0.05)
      parts.at(-1).style.fontSize = `${size}em`;
  }
  /** Takes the rows of a table, or the lines of a transcript, that do not fit: as another one with the same head. */
  function cut(element) {
    const body = element.matches('pre.text') ? element.firstChild : element.querySelector('tbody');
    const rows = [...(body?.rows ?? body?.textContent.split('\n').map((line) => `${line}\n`) ?? [])];
    if (!overflows() || rows.length < 2) return undefined;
    const rest = element.cloneNode(true);
    let kept = rows.length;
    for (; overflows() && kept > 1; kept -= 1) body.replaceChildren(...rows.slice(0, kept - 1));
    const copies = rows.slice(kept).map((row) => row.cloneNode?.(true) ?? row);
    (rest.matches('pre') ? rest.firstChild : rest.querySelector('tbody')).replaceChildren(...copies);
    return rest;
  }
  function begin(heading) {
    for (const each of parts) each.hidden = true;
    const part = Object.assign(document.createElement('section'), { className: 'part', tabIndex: -1 });
    part.dataset.heading = heading;
    part.append(Object.assign(document.createElement('h1'), { textContent: heading }));
    main.append(part);
    parts.push(part);
    return part;
  }
  const overflows = () =>
    main.scrollHeight > main.clientHeight + 1 || main.scrollWidth > main.clientWidth + 1;

  function show(index) {
    current = Math.min(Math.max(index, 0), parts.length - 1);
    parts.forEach((part, at) => (part.hidden = at !== current));
    const frame = parts[current].querySelector('iframe:not([src])');
    if (frame) frame.src = frame.dataset.src;
    place.textContent = `${current + 1} of ${parts.length}`;
  }
  const reveal = () => {
    const veiled = parts[current].querySelectorAll('.veiled');
    if (veiled.length === 0) show(current + 1);
    for (const each of veiled) each.classList.remove('veiled');
  };
  const keys = {
    ArrowRight: () => show(current + 1),
    PageDown: () => show(current + 1),
    ArrowLeft: () => show(current - 1),
    PageUp: () => show(current - 1),
    Home: () => show(0),
    End: () => show(parts.length),
    ' ': reveal,
    Enter: reveal,
    f: () =>
      document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    if (event.key === 'Enter' && event.target.matches('a')) return;
    event.preventDefault();
    void keys[event.key]();
  });
  addEventListener('resize', divide);
  // Pictures have no height before they are here, and a copy has its size from the original.
  const sized = async (image) => {
    await image.decode().catch(() => {});
    [image.width, image.height] = [image.naturalWidth, image.naturalHeight];
  };
  void Promise.all([...lesson.querySelectorAll('img')].map(sized)).then(() => {
    divide();
    document.body.dataset.ready = 'true';
  });
})();
