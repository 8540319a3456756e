import type { TitledRun } from './lanes.ts';
import { outlineOf } from './outline.ts';
import { inWords } from './states.ts';
import { inSeconds } from './text.ts';

/** What is told of one lane; a picture of hundreds of moments is no text to listen to. */
const most = 12;

/** The picture for those who do not see it: one sentence a lane, its moments and what it does between them. */
export function describeTimelines(titled: TitledRun[]): string {
  return sentences(titled)
    .flatMap(({ heading, lanes }) => [heading, ...lanes])
    .join(' ');
}

/** The same, run by run and lane by lane. */
export function sentences(titled: TitledRun[]): { heading: string; lanes: string[] }[] {
  return outlineOf(titled).runs.map(({ title, total, lanes, more }) => ({
    heading: `${title === '' ? '' : `${title}, `}${total}.`,
    lanes: [
      ...lanes.map(({ name, stretches, marks }) => {
        const said = marks.map(({ kind, at, text }) => ({
          at,
          words: `${kind === 'says' ? `“${text}”` : kind === 'open' ? `still ${text}` : text} at ${inSeconds(at)}`,
        }));
        const done = stretches.map(({ state, from, to, text }) => ({
          at: from,
          words: `${inWords(state, state === 'runs' ? '' : text)} from ${inSeconds(from)} to ${inSeconds(to)}`,
        }));
        const all = [...said, ...done].sort((one, other) => one.at - other.at).map(({ words }) => words);
        const rest = all.length > most ? [`and ${all.length - most} moments more`] : [];
        return `${name}: ${[...all.slice(0, most), ...rest].join(', ')}.`;
      }),
      ...more,
    ],
  }));
}
