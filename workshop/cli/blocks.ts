import { wrap } from '../draw/wrap.ts';

/** A part of what a screen shows. Where there is no room for all of it, it says as much as it can without breaking off. */
export interface Block {
  /** The smaller, the more it matters. */
  rank: number;
  /** What it says in so many rows, which may be nothing. */
  in(rows: number): string[];
}

/** A picture or a list: it is shown whole or not, if need be without its empty lines. */
export function picture(rank: number, lines: string[]): Block {
  const dense = lines.filter((line) => line !== '');
  return { rank, in: (rows) => [lines, dense].find(({ length }) => length <= rows) ?? [] };
}

/** Sentences: as many as there is room for. */
export function prose(
  rank: number,
  text: string,
  width: number,
  paint: (line: string) => string = (line) => line,
): Block {
  const painted = (lines: string[]) => lines.map((line) => paint(line));
  const all = painted(wrap(text, width));
  return {
    rank,
    in(rows) {
      if (all.length <= rows) return all;
      const sentences = text.split(/(?<=[.?!]["')]?)\s+(?=["'(]?[A-Z`])/);
      while (sentences.pop() !== undefined && sentences.length > 0) {
        const lines = wrap(sentences.join(' '), width);
        if (lines.length <= rows) return painted(lines);
      }
      return [];
    },
  };
}

/** What has one thing on top and others below it, such as a heading; without the first there is nothing. */
export function under(first: Block, ...others: Block[]): Block {
  return {
    rank: first.rank,
    in(rows) {
      const lines = first.in(rows);
      if (lines.length === 0) return [];
      const below = others.flatMap((each) => {
        const more = each.in(rows - lines.length);
        rows -= more.length;
        return more;
      });
      return below.length > 0 || others.length === 0 ? [...lines, ...below] : [];
    },
  };
}

/**
 * Puts blocks below each other, an empty line between them, into so many rows: what matters most gets its room first, and
 * before anything is left out the empty lines are.
 *
 * @param left said in a last row when something had to be left out
 */
export function stack(blocks: Block[], rows: number, left: string): string[] {
  const whole = fill(
    blocks.map((block) => block.in(Infinity)),
    rows,
  );
  if (whole) return whole;
  let room = rows - 1;
  const given = new Map<Block, string[]>();
  for (const block of [...blocks].sort((one, other) => one.rank - other.rank)) {
    const lines = block.in(Math.max(0, room));
    room -= lines.length;
    given.set(block, lines);
  }
  return fill([...blocks.map((block) => given.get(block) ?? []), [left]], rows) ?? [];
}

/** With an empty line between them, or without where there is no room for that; nothing when not even so. */
function fill(parts: string[][], rows: number): string[] | undefined {
  const seen = parts.filter((lines) => lines.length > 0);
  return [[''], []]
    .map((gap) => seen.flatMap((lines, at) => (at === 0 ? lines : [...gap, ...lines])))
    .find(({ length }) => length <= rows);
}
