import { Queue } from '../asyncio/queue.ts';
import { UsageError } from '../runtime/arguments.ts';
import { currentStep } from '../catalog/current.ts';
import { allSteps, stepCalled, type Step } from '../catalog/steps.ts';
import { readWords } from './read-words.ts';
import { Terminal } from './terminal.ts';
import { Effects, howFar } from './watch-effects.ts';
import { drawWatch } from './watch-screen.ts';
import { update } from './watch-update.ts';
import { begin, type WatchEvent } from './watching.ts';

/** npm start: the exercise to work on now, checked whenever it is saved. Needs a terminal; `q` or Ctrl-C leaves. */
export async function watch(args: string[]): Promise<number> {
  const { words } = readWords(args, [], 1);
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    throw new UsageError('watch needs a terminal. Without one: npm start check');
  const step = words[0] === undefined ? (currentStep() ?? allSteps().at(-1)) : stepCalled(words[0]);
  if (!step) throw new UsageError('There are no steps here: the folder steps/ is empty.');
  return work(step);
}

/** Takes one event after the other, says what is true then, does what is to be done, and draws it. */
async function work(first: Step): Promise<number> {
  const events = new Queue<WatchEvent>();
  const tell = (event: WatchEvent) => events.tryPut(event);
  const terminal = new Terminal((key) => tell({ kind: 'key', key }));
  const effects = new Effects(terminal, tell);
  let state = begin(first, howFar());
  effects.open(() => state.step);
  terminal.open();
  try {
    for await (const event of events) {
      const change = update(state, event);
      state = change.state;
      const leaving = change.effects.find((effect) => effect.kind === 'leave');
      if (leaving) return leaving.status;
      for (const effect of change.effects) effects.perform(effect);
      if (!state.away) terminal.show(drawWatch(state, terminal));
    }
    return 0;
  } finally {
    terminal.close();
    effects.close();
    process.stdout.write('To come back: npm start\n');
  }
}
