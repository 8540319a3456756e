import type { Lane, TitledRun, Wake } from './lanes.ts';
import { outlineOf } from './outline.ts';
import { inWords } from './states.ts';
import { inSeconds } from './text.ts';

/** What is told of one lane; a picture of hundreds of moments is no text to listen to. */
const most = 16;

/** The picture for those who do not see it: one sentence a lane, its moments and what it does between them. */
export function describeTimelines(titled: TitledRun[]): string {
  return sentences(titled)
    .flatMap(({ heading, lanes }) => [heading, ...lanes])
    .join(' ');
}

/** The same, run by run and lane by lane. */
export function sentences(titled: TitledRun[]): { heading: string; lanes: string[] }[] {
  return outlineOf(titled).runs.map(({ title, total, lanes, wakes, more }) => ({
    heading: `${title === '' ? '' : `${title}, `}${total}.`,
    lanes: [...lanes.map((lane) => sentence(lane, wakes)), ...more],
  }));
}

function sentence({ name, stretches, marks }: Lane, wakes: Wake[]): string {
  const said = marks.map(({ kind, at, text }) => ({
    at,
    words: `${kind === 'says' ? `“${text}”` : kind === 'open' ? `still ${text}` : text} at ${inSeconds(at)}`,
  }));
  const done = withoutNaps(stretches).map(({ state, from, to, text }) => ({
    at: from,
    words: `${inWords(state, state === 'runs' ? '' : text)} from ${inSeconds(from)} to ${inSeconds(to)}`,
  }));
  const woken = wakes.filter(({ by }) => by === name);
  const arrows = woken.map(({ at, who, kind }) => ({
    at,
    words: `${kind === 'wakes' ? `wakes ${who}` : `asks ${who} to stop`} at ${inSeconds(at)}`,
  }));
  const all = [...said, ...done, ...arrows].sort((one, other) => one.at - other.at).map(({ words }) => words);
  const rest = all.length > most ? [`and ${all.length - most} moments more`] : [];
  return `${name}: ${[...all.slice(0, most), ...rest].join(', ')}.`;
}

/** Sleeps that follow each other are told as one. */
function withoutNaps(stretches: Lane['stretches']): Lane['stretches'] {
  const told: Lane['stretches'] = [];
  for (const stretch of stretches) {
    const last = told.at(-1);
    if (stretch.state === 'sleeps' && last?.state === 'sleeps' && last.to === stretch.from)
      told[told.length - 1] = { ...last, to: stretch.to, text: '' };
    else told.push(stretch);
  }
  return told;
}
