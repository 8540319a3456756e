import type { Lane, TitledRun, Wake } from './lanes.ts';
import { outlineOf, type Outlined } from './outline.ts';
import { inWords } from './states.ts';
import { inSeconds } from './text.ts';

/** What is told of one lane; a picture of hundreds of moments is no text to listen to. */
const most = 16;

/** The picture in a few words, for those who do not see it: what is said, what runs, and how lanes end. */
export function describeTimelines(titled: TitledRun[]): string {
  return told(outlineOf(titled).runs, (lane) => [
    ...momentsOf(lane),
    ...partsOf(lane, ({ state }) => state === 'runs' || state === 'lease'),
  ]);
}

/** All of the picture: also what each lane waits for, and who wakes whom. */
export function describeInFull(runs: Outlined[]): string {
  return told(runs, inFull);
}

/** The same, run by run and lane by lane. */
export function sentences(runs: Outlined[]): { heading: string; lanes: string[] }[] {
  return runByRun(runs, inFull);
}

/** Something that is told of a lane. */
interface Fact {
  at: number;
  words: string;
}

type Facts = (lane: Lane, wakes: Wake[]) => Fact[];

function told(runs: Outlined[], factsOf: Facts): string {
  return runByRun(runs, factsOf)
    .flatMap(({ heading, lanes }) => [heading, ...lanes])
    .join(' ');
}

function runByRun(runs: Outlined[], factsOf: Facts): { heading: string; lanes: string[] }[] {
  return runs.map(({ title, total, lanes, wakes, more }) => ({
    heading: `${title === '' ? '' : `${title}, `}${total}.`,
    lanes: [...lanes.map((lane) => sentence(nameOf(lane), factsOf(lane, wakes))), ...more],
  }));
}

function nameOf({ name, process }: Lane): string {
  return name === process ? `${name} (a process of its own)` : name;
}

function sentence(name: string, facts: Fact[]): string {
  if (facts.length === 0) return `${name}: prints nothing.`;
  const all = facts.sort((one, other) => one.at - other.at).map(({ words }) => words);
  const rest = all.length > most ? [`and ${all.length - most} moments more`] : [];
  return `${name}: ${[...all.slice(0, most), ...rest].join(', ')}.`;
}

function inFull(lane: Lane, wakes: Wake[]): Fact[] {
  const woken = wakes.filter(({ by }) => by === lane.name);
  const arrows = woken.map(({ at, who, kind }) => ({
    at,
    words: `${kind === 'wakes' ? `wakes ${who}` : `asks ${who} to stop`} at ${inSeconds(at)}`,
  }));
  return [...momentsOf(lane), ...partsOf(lane, () => true), ...arrows];
}

function momentsOf({ marks }: Lane): Fact[] {
  return marks.map(({ kind, at, text }) => ({
    at,
    words: `${kind === 'says' ? `“${text}”` : kind === 'open' ? `still ${text}` : text} at ${inSeconds(at)}`,
  }));
}

function partsOf({ stretches }: Lane, isTold: (stretch: Lane['stretches'][number]) => boolean): Fact[] {
  return withoutNaps(stretches.filter(isTold)).map(({ state, from, to, text }) => ({
    at: from,
    words: `${inWords(state, state === 'runs' ? '' : text)} from ${inSeconds(from)} to ${inSeconds(to)}`,
  }));
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
