import type { ChildProcess } from 'node:child_process';
import type { Step } from '../catalog/steps.ts';
import type { ClaimResult, Report, Request, Verdict } from './verdict.ts';

/** How long the examining process may take to start, in ms: that depends on the machine, not on the answer. */
const loading = 15_000;

export interface Listening {
  /** Columns of the terminal. */
  width: number;
  /** Whether the runs that the claims looked at are told, too. */
  runs: boolean;
  /** How long an answer may take for one claim, in real ms. */
  patience: number;
  /** Stops the process. */
  stop: () => void;
}

/** Asks an examining process for its verdict, listens to what it says, and stops it when it is done or gets nowhere. */
export function listen(
  step: Step,
  child: ChildProcess,
  { width, runs, patience, stop }: Listening,
): Promise<Verdict> {
  return new Promise((resolve) => {
    const claims: ClaimResult[] = [];
    const verdict = { exercise: step.name, total: 0, claims, printed: [] as string[], printedMore: 0 };
    let current: { about: string; text: string } | undefined;
    let broken: string | undefined;
    let turned = Date.now();
    let complaint = '';
    let timer: NodeJS.Timeout | undefined;

    const finish = (last: Partial<Verdict> = {}) => {
      clearTimeout(timer);
      child.removeAllListeners('message');
      stop();
      const text = broken ?? last.broken;
      const passed =
        text === undefined && claims.length === verdict.total && claims.every(({ holds }) => holds);
      resolve({ ...verdict, ...last, passed, ...(text !== undefined && { broken: text }) });
    };
    const wait = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(
        () => finish({ broken: endless(step, current, { patience, turns: Date.now() - turned < 600 }) }),
        ms,
      );
    };

    child.stderr?.on('data', (chunk: Buffer) => {
      if (complaint.length < 4000) complaint += chunk.toString('utf8');
    });
    child.on('message', (report: Report | null) => {
      // An answer that finds the way to us may say anything.
      if (report?.kind === 'begins') {
        verdict.total = report.total;
        wait(patience);
      } else if (report?.kind === 'claim') {
        current = report;
        wait(patience);
      } else if (report?.kind === 'result') claims.push(report.result);
      else if (report?.kind === 'printed') verdict.printed = report.printed;
      else if (report?.kind === 'turns') turned = Date.now();
      else if (report?.kind === 'broken') broken ??= report.text;
      else if (report?.kind === 'done') {
        const { kind: _, ...last } = report;
        finish(last);
      }
    });
    child.once('error', (error) =>
      finish({ broken: `The examining process could not be started: ${error.message}` }),
    );
    child.once('exit', (code, signal) => finish({ broken: ended(complaint, code, signal) }));
    wait(loading);
    child.send({ file: step.exercise, width, runs } satisfies Request, () => {});
  });
}

function endless(
  step: Step,
  current: { about: string; text: string } | undefined,
  { patience, turns }: { patience: number; turns: boolean },
): string {
  const what = current
    ? `${current.about} does not come to an end ("${current.text}")`
    : `${step.exercise} does not finish loading`;
  const why = turns
    ? 'it runs forever, waiting again and again. What should end its loop or its timer?'
    : 'something keeps the thread: a loop without an end, or promises that make new promises forever.';
  return `After ${patience / 1000} s ${what}: ${why} It has been stopped.`;
}

function ended(complaint: string, code: number | null, signal: string | null): string {
  if (/heap out of memory|Allocation failed/i.test(complaint)) {
    return 'It used up all its memory: something grows without an end, perhaps a list in a loop. It has been stopped.';
  }
  const line = complaint.split('\n').find((each) => /^\w*(Error|ERROR)\b/.test(each.trim()));
  return `The process that ran it ended (${signal ?? `status ${code}`}) before it was done.${line ? ` ${line.trim()}` : ''}`;
}
