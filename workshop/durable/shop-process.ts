import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { log } from '../runtime/log.ts';
import { currentProgram } from '../runtime/program.ts';
import type { OtherProcess } from '../runtime/run-program.ts';
import { typescriptOptions } from '../runtime/typescript.ts';
import type { Engine } from './engine.ts';
import { bookOf, tellParent, type OfLease } from './leases.ts';
import { lend } from './lend.ts';

export type Say = (text: string) => void;

/** A shop that is a process of its own, seen from the process that opened it. */
export interface ShopProcess {
  /** Resolves when the shop says something that begins so. Rejects when it ends without, or when the signal aborts. */
  says(beginning: string): Promise<void>;
  /** Ends it on the spot, as a crash or kill -9 does. */
  kill(): void;
  /** Asks it to end in good order, and waits until it has ended. */
  close(): Promise<void>;
}

/**
 * Starts `file` again, as another process with the argument `shop`. What it says through `speaker` is printed here, in
 * the lane `name`.
 *
 * @param engine lends its database, unless there is a server that both can reach
 * @param signal ends the waiting for what it says
 */
export function startShop(file: string, name: string, engine: Engine, signal: AbortSignal): ShopProcess {
  const env: NodeJS.ProcessEnv = { ...process.env, SHOP_OF_PARENT: '1' };
  if (!env['DATABASE_URL']) env['DATABASE_OF_PARENT'] = '1';
  const program = currentProgram();
  const now = () => program.clock.now();
  const life: OtherProcess = { lane: name, from: now(), isKilled: false, leases: [] };
  program.starts(life);
  const child = fork(fileURLToPath(file), ['shop'], {
    env,
    serialization: 'advanced',
    execArgv: typescriptOptions,
  });
  lend(child, engine.sql);
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      life.to ??= now();
      resolve();
    }),
  );
  const close = () => {
    if (child.connected) child.send({ close: true }, () => {});
    return ended;
  };
  engine.users.add(close);
  const waiting = new Map<string, () => void>();
  const note = bookOf(life.leases, now);
  child.on('message', (message: { say?: string } | OfLease) => {
    if ('takes' in message || 'lets' in message) note(message);
    if (!('say' in message) || message.say === undefined) return;
    const { say } = message;
    log(name, say);
    for (const [beginning, resolve] of waiting) if (say.startsWith(beginning)) resolve();
  });
  return {
    says: (beginning) =>
      new Promise((resolve, reject) => {
        waiting.set(beginning, resolve);
        void ended.then(() => reject(new Error(`${name} has ended before it said "${beginning}".`)));
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      }),
    kill() {
      child.kill('SIGKILL');
      log(name, 'is killed');
      Object.assign(life, { to: now(), isKilled: true });
    },
    close,
  };
}

/**
 * How a program speaks, and when it is to close: at Ctrl+C, and in a process that `startShop` made also when the one that
 * opened it says so or is gone.
 *
 * @param lane where it prints, unless another process does that
 */
export function speaker(lane: string, signal: AbortSignal): { say: Say; closing: AbortSignal } {
  if (!process.env['SHOP_OF_PARENT']) return { say: (text) => log(lane, text), closing: signal };
  const controller = new AbortController();
  process.on('message', ({ close }: { close?: boolean }) => close && controller.abort());
  process.once('disconnect', () => controller.abort());
  return {
    say: (text) => tellParent({ say: text }),
    closing: AbortSignal.any([signal, controller.signal]),
  };
}
