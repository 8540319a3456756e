import { timelines } from '../draw/timeline-text.ts';
import { currentProgram } from '../runtime/program.ts';
import { watchPrograms, type Run } from '../runtime/run-program.ts';
import { RunRecorder } from '../runtime/run-recorder.ts';
import type { Claim } from './claim.ts';
import type { Answer } from './load-answer.ts';

/** With more lanes two runs do not fit on a screen, one above the other. */
const mostLanes = 5;

/**
 * Draws what an answer that passes does, above what the solution does in the same claim: the one with most to see, of the
 * first claims of each function.
 *
 * @returns nothing where there is nothing to see
 */
export async function drawSuccess(
  claims: Claim<Answer>[],
  answer: Answer,
  solution: Answer,
  width: number,
): Promise<string | undefined> {
  const firsts = claims.filter(({ about }, at) => claims.findIndex((each) => each.about === about) === at);
  let best: { claim: Claim<Answer>; run: Run } | undefined;
  for (const claim of firsts) {
    const run = await runOf(claim, answer);
    if (run && lanes(run) <= mostLanes && lanes(run) > (best ? lanes(best.run) : 1)) best = { claim, run };
  }
  const theirs = best && (await runOf(best.claim, solution));
  if (!best || !theirs) return undefined;
  const { about } = best.claim;
  return timelines(
    [
      { title: `your ${about}`, run: best.run },
      { title: 'the solution', run: theirs },
    ],
    { width },
  );
}

/** The run of the one program of a claim; nothing of a claim that runs several, or whose program takes no time. */
async function runOf(claim: Claim<Answer>, answer: Answer): Promise<Run | undefined> {
  const recorder = new RunRecorder(() => currentProgram().clock.now());
  const { recorded } = recorder;
  await watchPrograms(recorder, () => claim.check(answer));
  const [main, ...others] = recorded.tasks.filter(({ parent }) => parent === undefined);
  if (!main?.ended || others.length > 0 || main.state !== 'fulfilled') return undefined;
  const outcome = { kind: 'finished' as const, value: undefined };
  const nothing = { leaks: [], unseen: [], unhandled: [], unanswered: [], outside: [] };
  return { ...recorded, ...nothing, elapsed: main.ended, outcome };
}

function lanes({ lines }: Run): number {
  return new Set(lines.map(({ lane }) => lane)).size;
}
