// Holds one claim against an answer, once more, and watches the event loop meanwhile. Started by record-claim.ts for one run
// and stopped by it; what the answer may do here is what it may do in the examining process.

import { fileURLToPath } from 'node:url';
import { findStep, textOf, urlOf, type Step } from '../catalog/steps.ts';
import { watchRuns, type Exercise } from '../coach/claim.ts';
import { catchEnds, hideParent, watchOver } from '../coach/guards.ts';
import { loadAnswer, type Answer } from '../coach/load-answer.ts';
import { shownRun } from '../coach/shown-run.ts';
import { capturePrints } from '../record/capture.ts';
import { Watch } from '../record/event-loop-watch.ts';
import { stepsOf } from '../record/loop-steps.ts';
import { currentProgram } from '../runtime/program.ts';
import { watchPrograms, type Line, type Observer, type Run } from '../runtime/run-program.ts';
import { VirtualClock } from '../runtime/virtual-clock.ts';
import { runningLine, waitsOf, type LineMark } from './line-marks.ts';
import type { RecordedClaim } from './record-claim.ts';

const send = process.send!.bind(process);
const tell = (what: RecordedClaim) => void send(what, () => {});
const exit = process.exit.bind(process);
process.on('disconnect', () => exit(1));
catchEnds((why) => tell({ why }));
hideParent();

const [name = '', exercise = '', claim, place] = process.argv.slice(2);
const step: Step = { ...findStep(name)!, exercise };
const file = fileURLToPath(urlOf(exercise));

/** The programs that the claim has run so far, with the lines by which their runs are known, and who spoke them. */
const programs: { watch: Watch; isVirtual: boolean; lines: Set<Line>; said: LineMark[] }[] = [];
const latest = () => programs.at(-1);
const speaks = () => {
  const line = runningLine(exercise);
  const at = latest()?.watch.clock.now() ?? 0;
  if (line !== undefined) latest()?.said.push({ line, what: 'says', from: at, to: at });
};
const observer: Observer = {
  created(_job, by) {
    if (by) return;
    latest()?.watch.stop();
    const { clock } = currentProgram();
    const isVirtual = clock instanceof VirtualClock;
    const watch = new Watch(isVirtual);
    Object.assign(watch, { clock, isLoading: false });
    programs.push({ watch, isVirtual, lines: new Set(), said: [] });
  },
  line(line) {
    speaks();
    latest()?.lines.add(line);
    latest()?.watch.line(line);
  },
  armed: (timer) => latest()?.watch.armed(timer),
  fired: (timer) => latest()?.watch.fired(timer),
  returned: () => latest()?.watch.returned(),
  cleared: (timer) => latest()?.watch.cleared(timer),
};

let looked = 0;
watchRuns((run) => {
  if (shownRun(run).length === 0) return;
  if (looked === Number(place)) tell(recorded(run));
  looked += 1;
});

function recorded(run: Run): RecordedClaim {
  const found = programs.find(({ lines }) => run.lines[0] && lines.has(run.lines[0])) ?? latest();
  if (!found?.isVirtual)
    return { why: 'This claim looks at real threads, so each run takes another course, and none is played.' };
  const { watch, said } = found;
  const whole = watch.watching;
  watch.stop();
  const { steps, all } = stepsOf(watch, file, true);
  const cut = 'It did more than is recorded: the steps stop here. The run itself went on to its end.';
  return {
    recording: {
      ...{ file, args: [], source: textOf(exercise) ?? '', run: shownRun(run)[0]!, steps },
      ...{ clock: 'virtual', ...(whole && all ? {} : { cut }) },
    },
    marks: [...said, ...waitsOf(watch.turns.all, file, run.elapsed)],
  };
}

/** The answer with its functions called from here: then their stacks begin with themselves, and not with the claim. */
function calledFromHere(answer: Answer): Answer {
  const apply = (target: () => unknown, self: unknown, args: unknown[]) => Reflect.apply(target, self, args);
  const entries = Object.entries(answer).map(([key, value]) => [
    key,
    typeof value === 'function' ? new Proxy(value as () => unknown, { apply }) : value,
  ]);
  return Object.fromEntries(entries) as Answer;
}

await watchOver();
const {
  default: { claims },
} = (await import(urlOf(step.claims).href)) as { default: Exercise };
const answer = await loadAnswer(step);
capturePrints((text, stream, open) => {
  speaks();
  latest()?.watch.print(text, undefined, stream, open);
});
if (typeof answer === 'string') tell({ why: answer });
else {
  const { check } = claims[Number(claim)]!;
  await watchPrograms(observer, async () => check(calledFromHere(answer))).catch(() => {});
  tell({ why: 'This time the claim did not come as far as that run.' });
}
