import type { State } from '../catalog/progress.ts';
import type { Step } from '../catalog/steps.ts';
import type { TypeProblem } from '../coach/types.ts';
import type { Verdict } from '../coach/verdict.ts';

/** All that the watch screen is made from. */
export interface Watching {
  step: Step;
  /** All steps, and how far each is. */
  steps: { step: Step; title: string; state: State }[];
  /** What fills the screen: the verdict as far as there is room, all of it, or the list of steps. */
  view: 'verdict' | 'all' | 'steps';
  /** How many rows of all of it are above the screen. */
  above: number;
  /** The number that is being typed, in the list of steps. */
  typed: string;
  /** The content of the answer that was checked last; none before the first check. */
  content: string | undefined;
  /** How many checks there were. */
  checks: number;
  /** What goes on: the check, for so long that it must be said, the question to TypeScript. */
  busy: { check: boolean; long: boolean; types: boolean };
  verdict: Verdict | undefined;
  /** What the last key said, such as a hint, and whether a save has come since. */
  note: string[];
  noteIsOld: boolean;
  /** The key that must be pressed once more to do what it says. */
  armed: string;
  /** Another program has the terminal. */
  away: boolean;
}

/** What happens. */
export type WatchEvent =
  | { kind: 'key'; key: string }
  /** The answer may be another one: this is what it is now. */
  | { kind: 'looked'; content: string }
  | { kind: 'late'; check: number }
  | { kind: 'verdict'; check: number; verdict: Verdict }
  | { kind: 'types'; check: number; types: TypeProblem[] | undefined }
  | { kind: 'said'; note: string[] }
  /** How far the steps are now. */
  | { kind: 'progress'; steps: Watching['steps'] }
  /** The other program has ended, and a key was pressed. */
  | { kind: 'returned'; key: string }
  | { kind: 'resized' }
  | { kind: 'stopped'; status: number; byKey: boolean };

/** What is to be done about it, outside of the state. */
export type Effect =
  | { kind: 'look' }
  | { kind: 'check'; check: number; step: Step }
  | { kind: 'types'; check: number; step: Step }
  | { kind: 'record'; step: Step; verdict: Verdict; content: string }
  | { kind: 'hint'; step: Step; about: string | undefined }
  | { kind: 'reset'; step: Step }
  | { kind: 'lend'; args: string[] }
  | { kind: 'page'; step: Step }
  | { kind: 'leave'; status: number };

/** What is true from now on, and what is to be done. */
export interface Change {
  state: Watching;
  effects: Effect[];
}

/** The state before anything has happened. */
export function begin(step: Step, steps: Watching['steps']): Watching {
  return {
    ...onStep(step),
    steps,
    checks: 0,
    armed: '',
    away: false,
  };
}

function onStep(step: Step) {
  return {
    step,
    view: 'verdict' as const,
    above: 0,
    typed: '',
    content: undefined,
    busy: { check: false, long: false, types: false },
    verdict: undefined,
    note: [],
    noteIsOld: false,
  };
}

/** Goes to another step. */
export function goTo(state: Watching, step: Step): Change {
  return { state: { ...state, ...onStep(step), checks: state.checks + 1 }, effects: [{ kind: 'look' }] };
}

export function isDone({ steps, step }: Watching): boolean {
  return steps.some((each) => each.step.name === step.name && each.state === 'done');
}

/** The next step after this one that is not done, else the first such one. */
export function nextStep({ steps, step }: Watching): Step | undefined {
  const open = steps.filter((each) => each.step.name !== step.name && each.state !== 'done');
  return (open.find((each) => each.step.number > step.number) ?? open[0])?.step;
}
