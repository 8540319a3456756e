/** `milk`, `milk and bread`, `milk, bread, eggs and 3 more` */
export function list(words: string[]): string {
  const shown = words.length > 4 ? [...words.slice(0, 3), `${words.length - 3} more`] : words;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** Who does this work, each once. */
export function lanes(work: { lane: string }[]): string {
  return list([...new Set(work.map(({ lane }) => lane))]);
}

/** The place in a list of what was called: 1 of `jobs[1].wait`. */
export function placeOf({ name }: { name: string }): number | undefined {
  const [, place] = /\[(\d+)\]/.exec(name) ?? [];
  return place === undefined ? undefined : Number(place);
}

/** Whether these are two functions of one object: `jobs[1].wait` and `jobs[1].second`. */
export function ofOneObject(name: string, other: string): boolean {
  const [object] = /^.*\./.exec(name) ?? [];
  return object !== undefined && name !== other && other.startsWith(object);
}
