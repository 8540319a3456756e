import { spawn } from 'node:child_process';
import { emitKeypressEvents } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { folder } from '../catalog/steps.ts';

const launch = fileURLToPath(new URL('./launch.js', import.meta.url));

// A screen of our own, as editors have, so that what was there before comes back when we leave; and no cursor.
const enter = '\x1b[?1049h\x1b[?25l';
const leave = '\x1b[?25h\x1b[?1049l';

interface Key {
  name?: string;
  ctrl?: boolean;
}

/** The keyboard, one key at a time, and the screen, one picture at a time. */
export class Terminal {
  readonly #onKey: (key: string) => void;
  #nextKey: ((key: string) => void) | undefined;
  #isOpen = false;
  readonly #listen = (text: string | undefined, key: Key) => {
    // In raw mode Ctrl-C and Ctrl-D are keys like any other.
    const leaves = key.ctrl && (key.name === 'c' || key.name === 'd');
    const isSign = text !== undefined && /^[\x20-\x7e]$/.test(text);
    const name = leaves ? 'q' : isSign ? text : (key.name ?? '');
    const waiting = this.#nextKey;
    this.#nextKey = undefined;
    if (waiting) waiting(name);
    else this.#onKey(name);
  };

  /** @param onKey is given the letter that was typed, or a name such as `down`; Ctrl-C and Ctrl-D count as `q` */
  constructor(onKey: (key: string) => void) {
    this.#onKey = onKey;
    emitKeypressEvents(process.stdin);
    // However we end, the terminal is given back.
    process.once('exit', () => this.close());
  }

  open(): void {
    process.stdin.on('keypress', this.#listen);
    process.stdin.setRawMode?.(true);
    process.stdin.resume();
    process.stdout.write(enter);
    this.#isOpen = true;
  }

  /** Gives keyboard and screen back, as they were. */
  close(): void {
    process.stdin.removeListener('keypress', this.#listen);
    try {
      process.stdin.setRawMode?.(false);
    } catch {
      // The terminal has been closed; there is nothing to give back.
    }
    process.stdin.pause();
    if (this.#isOpen) process.stdout.write(leave);
    this.#isOpen = false;
  }

  get columns(): number {
    return process.stdout.columns || 80;
  }

  get rows(): number {
    return process.stdout.rows || 24;
  }

  /** Replaces what is on the screen, line by line, so that nothing flickers. */
  show(lines: string[]): void {
    process.stdout.write(`\x1b[H${lines.join('\x1b[K\n')}\x1b[K\x1b[J`);
  }

  /**
   * Lends keyboard and screen to a command, and takes them back when it has ended and a key was pressed.
   *
   * @returns that key
   */
  async lend(args: string[]): Promise<string> {
    this.close();
    await new Promise<void>((resolve) => {
      const child = spawn(process.execPath, [launch, ...args], { cwd: folder, stdio: 'inherit' });
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    process.stdout.write('\nPress a key to go back.');
    const pressed = new Promise<string>((resolve) => (this.#nextKey = resolve));
    process.stdin.on('keypress', this.#listen);
    process.stdin.setRawMode?.(true);
    process.stdin.resume();
    const key = await pressed;
    process.stdin.removeListener('keypress', this.#listen);
    process.stdout.write('\n');
    this.open();
    return key;
  }
}
