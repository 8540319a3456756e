import type { Recording } from '../../../workshop/record/record-runs.ts';
import type { Step } from '../../../workshop/record/loop-steps.ts';

function step(index: number, text: string): Step {
  const timers = [{ who: text, due: 1000 * index + 500 }];
  const prints = [{ lane: text, text }];
  return {
    at: 1000 * index,
    to: 1000 * index,
    who: text,
    name: text,
    line: 1,
    resumes: true,
    until: 2,
    ends: false,
    prints,
    ready: [text],
    timers,
    unnamed: { ready: 0, timers: 0 },
  };
}

/** A recording made by hand: one step a second, all names and texts the same. */
export function recording(steps: number, text: string, source: string): Recording {
  const run = {
    elapsed: 1000,
    outcome: { kind: 'finished', value: undefined },
  } as const;
  const all = Array.from({ length: steps }, (_, index) => step(index, text));
  return {
    file: '/a/b.ts',
    args: [],
    source,
    steps: all,
    run: { ...run, lines: [], busy: [], late: [], tasks: [], unanswered: [] },
  };
}
