import { spawn } from 'node:child_process';
import { emitKeypressEvents } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { folder } from '../catalog/steps.ts';

const start = fileURLToPath(new URL('./start.ts', import.meta.url));

interface Key {
  name?: string;
  ctrl?: boolean;
  sequence?: string;
}

/** The keyboard, one key at a time, and the screen, one picture at a time. */
export class Terminal {
  readonly #onKey: (key: string) => void;
  #nextKey: ((key: string) => void) | undefined;
  readonly #listen = (text: string | undefined, key: Key) => {
    // In raw mode Ctrl-C and Ctrl-D are keys like any other.
    const leave = key.ctrl && (key.name === 'c' || key.name === 'd');
    const name = leave ? 'q' : (text ?? key.name ?? '');
    const waiting = this.#nextKey;
    this.#nextKey = undefined;
    if (waiting) waiting(name);
    else this.#onKey(name);
  };

  /** @param onKey is given the letter that was typed; Ctrl-C and Ctrl-D count as `q` */
  constructor(onKey: (key: string) => void) {
    this.#onKey = onKey;
    emitKeypressEvents(process.stdin);
  }

  open(): void {
    process.stdin.on('keypress', this.#listen);
    process.stdin.setRawMode?.(true);
    process.stdin.resume();
  }

  /** Gives the keyboard back, as it was. */
  close(): void {
    process.stdin.removeListener('keypress', this.#listen);
    try {
      process.stdin.setRawMode?.(false);
    } catch {
      // The terminal has been closed; there is nothing to give back.
    }
    process.stdin.pause();
  }

  get columns(): number {
    return process.stdout.columns || 80;
  }

  get rows(): number {
    return process.stdout.rows || 24;
  }

  /** Replaces what is on the screen. */
  show(lines: string[]): void {
    process.stdout.write(`\x1b[2J\x1b[H${lines.join('\n')}`);
  }

  /**
   * Lends keyboard and screen to a command, and takes them back when it has ended and a key was pressed.
   *
   * @returns that key
   */
  async lend(args: string[]): Promise<string> {
    this.close();
    process.stdout.write('\x1b[2J\x1b[H');
    await new Promise<void>((resolve) => {
      const child = spawn(process.execPath, ['--import', 'tsx', start, ...args], {
        cwd: folder,
        stdio: 'inherit',
      });
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    process.stdout.write('\nPress a key to go back.');
    const pressed = new Promise<string>((resolve) => (this.#nextKey = resolve));
    this.open();
    return pressed;
  }
}
