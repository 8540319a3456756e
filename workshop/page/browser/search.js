// Runs in the book: finds the sections in which all words that were typed occur, those with a word in the title first.
(() => {
  const input = document.querySelector('#search input');
  const found = document.getElementById('found');
  const sections = globalThis.searchWords;
  if (!input || !sections) return;
  const most = 20;

  const around = (text, word) => {
    const at = Math.max(0, text.toLowerCase().indexOf(word) - 40);
    return `${at > 0 ? '…' : ''}${text.slice(at, at + 160)}…`;
  };
  const search = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const hits = sections
      .filter(({ title, text }) => words.every((word) => `${title} ${text}`.toLowerCase().includes(word)))
      .map((section) => ({
        ...section,
        rank: words.filter((word) => section.title.toLowerCase().includes(word)).length,
      }))
      .sort((one, other) => other.rank - one.rank);
    const rows = words.length === 0 ? [] : hits.slice(0, most);
    found.replaceChildren(
      ...rows.map(({ page, title, text }) => {
        const row = document.createElement('li');
        row.append(Object.assign(document.createElement('a'), { href: page, textContent: title }));
        row.append(Object.assign(document.createElement('p'), { textContent: around(text, words[0]) }));
        return row;
      }),
    );
    if (words.length > 0 && rows.length === 0)
      found.append(
        Object.assign(document.createElement('li'), { textContent: 'No section has all of these words.' }),
      );
  };
  input.addEventListener('input', search);
  input.form.addEventListener('submit', (event) => {
    event.preventDefault();
    search();
    found.querySelector('a')?.focus();
  });
})();
