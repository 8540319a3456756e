import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { titleOf, type Example } from '../catalog/lesson.ts';
import { root } from '../catalog/steps.ts';

/** What a plain program printed, and how it ended. */
export interface PlainRun {
  out: string;
  status: number;
}

/** A plain program ends by itself in a few seconds. One that has not ended by then never will. */
const patience = 20_000;

/** Each is a process of its own and mostly waits, so some can run at the same time without getting in each other's way. */
const together = 3;

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/**
 * Runs a script in real time, as `npx tsx` does, and collects what it prints to standard output.
 *
 * @param script its path below the workshop's folder
 * @param deadline milliseconds after which it is killed
 * @throws Error when there is no such script, when it is killed, or when a signal ends it
 *
 * @example
 * await runPlain('steps/03-promise-all.plain.ts', ['bug']); // { out: '…', status: 0 }
 */
export async function runPlain(script: string, args: string[], deadline = patience): Promise<PlainRun> {
  if (!existsSync(new URL(script, root)))
    throw new Error(`${script} is missing: a lesson with "run: plain" shows what it prints.`);
  const command = ['npx tsx', script, ...args].join(' ');
  // What a learner's terminal has not set must not change what is printed.
  const { VITEST: _, NODE_OPTIONS: __, FORCE_COLOR: ___, ...env } = process.env;
  const child = spawn(process.execPath, ['--import', tsx, script, ...args], {
    cwd: fileURLToPath(root),
    env: { ...env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, errors, late] = ['', '', false];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, deadline);
  try {
    const [status, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (...how) => resolve(how));
    });
    if (late) {
      throw new Error(
        `"${command}" had not ended after ${deadline / 1000} s and was killed. Let it end by itself in a few seconds.\n${out}${errors}`,
      );
    }
    if (status === null) throw new Error(`"${command}" was ended by ${signal}.\n${out}${errors}`);
    return { out: out.replaceAll('\r\n', '\n'), status };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What plain programs print, as lessons show it: Markdown, by the title of the example. They run in real time, so run
 * them while no program is on the virtual clock.
 *
 * @throws Error the first thing that went wrong with one of them
 */
export async function plainTranscripts(examples: Example[]): Promise<Map<string, string>> {
  const left = new Map(examples.map((each) => [titleOf(each), each])).entries();
  const transcripts = new Map<string, string>();
  const runThemInTurn = async (): Promise<void> => {
    for (const [title, { step, args }] of left)
      transcripts.set(title, plainMarkdown(await runPlain(`steps/${step}.plain.ts`, args)));
  };
  await Promise.all(Array.from({ length: together }, runThemInTurn));
  return transcripts;
}

/** The lines in a block of their own; an exit status is worth a word only when it is not 0. */
export function plainMarkdown({ out, status }: PlainRun): string {
  const block = `\`\`\`text\n${out.replace(/\n*$/, '')}\n\`\`\``;
  return status === 0 ? block : `${block}\n\nExit status ${status}.`;
}
