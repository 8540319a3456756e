/** How long all of them take together (ms). */
export function total(stretches: { from: number; to: number }[]): number {
  return stretches.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** `milk`, `milk and bread`, `milk, bread, eggs and 3 more` */
export function list(words: string[]): string {
  const shown = words.length > 4 ? [...words.slice(0, 3), `${words.length - 3} more`] : words;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** Who does this work, each once. */
export function lanes(work: { lane: string }[]): string {
  return list([...new Set(work.map(({ lane }) => lane))]);
}
