import { goTo, isDone, nextStep, type Effect, type Change, type Watching } from './watching.ts';

/** A key of the watch screen. */
export interface Key {
  /** The letter, or what the keyboard calls it, such as `down`. */
  keys: string[];
  /** What it does, for the list of keys at the bottom of the screen; not listed when left out. */
  label?: string;
  /** Whether it works now; always when left out. */
  works?(state: Watching): boolean;
  /** What it asks before it does it: then it must be pressed twice. */
  asks?(state: Watching): string;
  press(state: Watching): Change;
}

const after = (state: Watching, ...todo: Effect[]): Change => ({ state, effects: todo });
const scroll = (state: Watching, rows: number) => after({ ...state, above: Math.max(0, state.above + rows) });
const command = (...words: string[]) => ({
  press: (state: Watching) =>
    after({ ...state, away: true }, { kind: 'lend', args: [...words, String(state.step.number)] }),
});

/** All keys, in the order in which the screen lists them. A key that does not work now is not listed. */
export const keys: Key[] = [
  {
    keys: ['n'],
    label: 'next step',
    works: (state) => isDone(state) && nextStep(state) !== undefined,
    press: (state) => goTo(state, nextStep(state)!),
  },
  {
    keys: ['a'],
    label: 'all of it',
    works: ({ verdict }) => verdict !== undefined && !verdict.untouched,
    press: (state) => after({ ...state, view: state.view === 'all' ? 'verdict' : 'all', above: 0 }),
  },
  {
    keys: ['h'],
    label: 'hint',
    press: (state) => {
      const about = state.verdict?.claims.find(({ holds }) => !holds)?.about;
      return after(state, { kind: 'hint', step: state.step, about });
    },
  },
  { keys: ['p'], label: 'predict', ...command('predict') },
  { keys: ['r'], label: 'run', ...command() },
  { keys: ['t'], label: 'timeline', ...command('timeline') },
  { keys: ['e'], label: 'event loop', ...command('loop') },
  { keys: ['o'], label: 'open the page', press: (state) => after(state, { kind: 'page', step: state.step }) },
  {
    keys: ['s'],
    label: 'solution',
    asks: (state) =>
      isDone(state) ? '' : 'Your answer has not passed yet. Press s again to see the solution anyway.',
    press: (state) =>
      after(
        { ...state, away: true },
        { kind: 'lend', args: ['solution', String(state.step.number), 'reveal'] },
      ),
  },
  {
    keys: ['x'],
    label: 'reset',
    asks: ({ step }) => `Press x again to bring ${step.exercise} back as it was. A copy of yours is kept.`,
    press: (state) => after(state, { kind: 'reset', step: state.step }),
  },
  {
    keys: ['g'],
    label: 'go to a step',
    press: (state) =>
      after({ ...state, view: state.view === 'steps' ? 'verdict' : 'steps', typed: '', note: [] }),
  },
  { keys: ['q'], label: 'quit', press: (state) => after(state, { kind: 'leave', status: 0 }) },
  { keys: ['down', ' '], works: ({ view }) => view === 'all', press: (state) => scroll(state, 5) },
  { keys: ['up', 'b'], works: ({ view }) => view === 'all', press: (state) => scroll(state, -5) },
];

/** The key of this name, if it works now. */
export function keyCalled(name: string, state: Watching): Key | undefined {
  return keys.find((each) => each.keys.includes(name) && (each.works?.(state) ?? true));
}
