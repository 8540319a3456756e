import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { recordRun, type Recording } from '../../../workshop/record/record-runs.ts';
import type { Script } from './scripts.ts';

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const where = fileURLToPath(new URL('where.cjs', import.meta.url));
const major = Number(process.versions.node.split('.')[0]);

/** What a script printed, and in which of its lines. */
export interface Printed {
  stdout: string;
  stderr: string;
  lines: number[];
}

/** A folder with a CommonJS package and one of modules in it, and all the scripts. */
export function folderOf(scripts: Script[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'scripts '));
  for (const [name, type] of [
    ['cjs', 'commonjs'],
    ['esm', 'module'],
  ]) {
    mkdirSync(join(folder, name!));
    writeFileSync(join(folder, name!, 'package.json'), JSON.stringify({ type }));
  }
  for (const { file, text } of scripts) writeFileSync(join(folder, file), text);
  return folder;
}

/** Whether this Node runs a file without help: TypeScript as CommonJS it takes from version 22.18 on. */
export const runsPlainly = ({ file }: Script) => major >= 22 || !/^cjs.*ts$/.test(file);

/** Runs a script as a reader would. Node alone where it can, and tsx for modules in TypeScript. */
export async function plainly({ file, input = '' }: Script, folder: string): Promise<Printed> {
  const path = join(folder, file);
  const told = `${path}.where`;
  writeFileSync(told, '');
  const flags = /^esm.*ts$/.test(file) ? ['--import', tsx] : [];
  const child = spawn(process.execPath, [...flags, '--require', where, path], {
    env: { ...process.env, NODE_NO_WARNINGS: '1', WHERE: told, SCRIPT: path },
  });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => (said[stream] += text));
  child.stdin.on('error', () => {}).end(input);
  await once(child, 'close');
  const lines = readFileSync(told, 'utf8').split('\n').filter(Boolean).map(Number);
  return { ...said, lines };
}

/** What was printed according to a recording. Only what the console printed has a line in `lines`, once for each call. */
export function printedIn({ run, steps }: Recording): Printed {
  const prints = steps.flatMap((step) => step.prints);
  const errors = prints.filter(({ stream }) => stream === 'stderr').map(({ text }) => text);
  const stdout: string[] = [];
  for (const { text } of run.lines) {
    const at = errors.indexOf(text);
    if (at < 0) stdout.push(`${text}\n`);
    else errors.splice(at, 1);
  }
  const stderr = prints.filter(({ stream }) => stream === 'stderr').map(({ text }) => `${text}\n`);
  return {
    stdout: stdout.join(''),
    stderr: stderr.join(''),
    lines: prints.flatMap(({ line }) => line ?? []),
  };
}

/** The rows whose line cannot be right: code that resumes where nothing waits, or starts where nothing begins. */
export function wrongRows({ steps, source }: Recording): string[] {
  const lines = source.split('\n');
  const waits = /\b(await|yield)\b/;
  const begins = /=>|\bfunction\b|^\s*(async |static |\*|get |set )*[\w$#]+\s*\(.*\{/;
  return steps.flatMap(({ who, line, resumes, until }) => {
    const right =
      line === undefined ||
      (resumes ? waits : who === 'top level' ? /(?:)/ : begins).test(lines[line - 1] ?? '');
    const stops = until === undefined || waits.test(lines[until.line - 1] ?? '');
    return right && stops ? [] : [`${who}, line ${line}, until ${until?.line}`];
  });
}

export const record = ({ file, input = '' }: Script, folder: string) =>
  recordRun(join(folder, file), [], { input });
