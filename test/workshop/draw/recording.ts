import type { Recording } from '../../../workshop/record/record-runs.ts';
import type { Step } from '../../../workshop/record/loop-steps.ts';

function step(index: number, text: string): Step {
  const none = { ticks: 0, microtasks: 0, timers: 0, immediates: 0, 'input/output': 0 };
  return {
    at: 1000 * index,
    to: 1000 * index,
    from: 'microtasks',
    who: text,
    name: text,
    // No two steps are alike, or they would be folded.
    line: index + 1,
    column: 1,
    resumes: true,
    until: { line: index + 2, column: 1 },
    ends: false,
    prints: [{ lane: text, text, line: index + 1 }],
    stack: [text],
    queues: {
      ticks: [],
      microtasks: [{ who: text }],
      timers: [{ who: text, due: 1000 * index + 500 }],
      immediates: [],
      'input/output': [],
    },
    unnamed: none,
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
    clock: 'virtual',
    steps: all,
    run: { ...run, lines: [], busy: [], late: [], tasks: [], unanswered: [] },
  };
}
