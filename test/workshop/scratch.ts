import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { typescriptOptions } from '../../workshop/runtime/typescript.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const needed = [
  'workshop',
  'steps',
  'exercises',
  'solutions',
  'test/untouched',
  'test/exercises',
  'test/judge.ts',
  'test/timed.ts',
  'package.json',
  'tsconfig.json',
];

/** What a command said, and how it ended. */
export interface Ended {
  status: number | null;
  out: string;
  err: string;
  ms: number;
}

/**
 * A copy of the workshop that a test may spoil as learners do. Its path has a space and an umlaut, as theirs may have.
 * All exercises are as shipped.
 */
export class Scratch {
  readonly folder: string;
  readonly #children = new Set<ChildProcess>();

  constructor() {
    this.folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'wörk shop-'))), 'workshop');
    // What contributors have installed below workshop/ is large, and no learner needs it.
    const filter = (path: string) => basename(path) !== 'node_modules';
    for (const each of needed) cpSync(join(root, each), join(this.folder, each), { recursive: true, filter });
    cpSync(join(root, 'test/untouched'), join(this.folder, 'exercises'), { recursive: true });
    for (const script of ['coach/examine-answers.ts', 'cli/run-commands.ts'])
      cpSync(join(root, 'test/workshop', script), join(this.folder, 'test', basename(script)));
    symlinkSync(realpathSync(join(root, 'node_modules')), join(this.folder, 'node_modules'), 'junction');
  }

  path(file: string): string {
    return join(this.folder, file);
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8');
  }

  write(file: string, text: string | Buffer): void {
    writeFileSync(this.path(file), text);
  }

  /** Copies a folder of this copy. */
  copy(from: string, to: string): void {
    cpSync(this.path(from), this.path(to), { recursive: true });
  }

  /** Starts `npm start …` without npm. */
  spawn(args: string[]): ChildProcess {
    return this.#spawn(['workshop/cli/launch.js', ...args], {});
  }

  #spawn(args: string[], env: NodeJS.ProcessEnv): ChildProcess {
    const { VITEST: _, FORCE_COLOR: __, JUDGE: ___, ...clean } = process.env;
    const runner = args[0]?.endsWith('.js') ? [] : typescriptOptions;
    const child = spawn(process.execPath, [...runner, ...args], {
      cwd: this.folder,
      env: { ...clean, NO_COLOR: '1', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#children.add(child);
    return child;
  }

  /** Runs `npm start …` without npm and without a terminal, and waits for its end. */
  async start(
    args: string[],
    { input = '', env = {} }: { input?: string; env?: NodeJS.ProcessEnv } = {},
  ): Promise<Ended> {
    return this.node(['workshop/cli/launch.js', ...args], input, env);
  }

  /** Runs one of the copy's own files. */
  async node(args: string[], input = '', env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    const begun = Date.now();
    const child = this.#spawn(args, env);
    let [out, err] = ['', ''];
    child.stdout?.on('data', (chunk: Buffer) => (out += String(chunk)));
    child.stderr?.on('data', (chunk: Buffer) => (err += String(chunk)));
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
    this.#children.delete(child);
    return { status, out, err, ms: Date.now() - begun };
  }

  /** One process for many commands, where it is the commands that matter and not how they are started. */
  session(): Session {
    return new Session(this.#spawn(['test/run-commands.ts'], {}));
  }

  /** Starts `npm start …` in a pseudo-terminal of this size. Whatever is written to its input is typed there. */
  terminal(args: string[], { columns, rows }: { columns: number; rows: number }): Screen {
    const command = `stty cols ${columns} rows ${rows}; exec "${process.execPath}" workshop/cli/launch.js ${args.join(' ')}`;
    // Nothing of vitest's own, and no desktop: no browser is to open beside a test.
    const clean = {
      VITEST: undefined,
      FORCE_COLOR: undefined,
      JUDGE: undefined,
      DISPLAY: undefined,
      WAYLAND_DISPLAY: undefined,
    };
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      cwd: this.folder,
      env: { ...process.env, ...clean, NO_COLOR: '1', TERM: 'xterm' },
    });
    this.#children.add(child);
    return new Screen(child);
  }

  /** Processes of this copy that are alive, by their command lines. Linux only: elsewhere it finds none. */
  processes(): string[] {
    const { stdout } = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
    return (stdout ?? '').split('\n').filter((line) => line.includes(this.folder));
  }

  remove(): void {
    for (const child of this.#children) child.kill('SIGKILL');
    rmSync(join(this.folder, '..'), { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Runs `npm start …` again and again, without starting anything. */
export class Session {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  #err = '';

  constructor(child: ChildProcess) {
    this.#child = child;
    child.stderr?.on('data', (chunk: Buffer) => (this.#err += String(chunk)));
    this.#answers = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  }

  async call(...words: string[]): Promise<{ status: number; out: string; err: string }> {
    this.#child.stdin?.write(`${JSON.stringify(words)}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error(`It ended before it answered to ${words.join(' ')}:\n${this.#err}`);
    return JSON.parse(value) as { status: number; out: string; err: string };
  }

  end(): void {
    this.#child.stdin?.end();
  }
}

/** What stands on a pseudo-terminal. */
export class Screen {
  readonly #child: ChildProcess;
  readonly ended: Promise<number | null>;
  #text = '';

  constructor(child: ChildProcess) {
    this.#child = child;
    child.stdout?.on('data', (chunk: Buffer) => (this.#text += String(chunk)));
    this.ended = new Promise((resolve) => child.once('close', resolve));
  }

  /** What was drawn last: the text since the cursor went to the first corner, or since another program has the screen. */
  get now(): string {
    const last = this.#text.split(/\x1b\[H|\x1b\[\?1049[hl]/).at(-1) ?? '';
    return stripVTControlCharacters(last).replaceAll('\r', '');
  }

  /** All that was ever written to it. */
  get written(): string {
    return this.#text;
  }

  type(keys: string): void {
    this.#child.stdin?.write(keys);
  }

  /** Waits until the screen shows this. */
  async shows(what: RegExp, ms = 20_000): Promise<string> {
    const late = Date.now() + ms;
    while (!what.test(this.now)) {
      if (Date.now() > late)
        throw new Error(`The screen never showed ${String(what)}. It shows:\n${this.now}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return this.now;
  }
}

export const hasTerminal = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;
