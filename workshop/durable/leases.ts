import type { Lease } from '../runtime/run-program.ts';
import type { Boss } from './engine.ts';

/** What a shop says of a job that it has just taken, or has just let go. */
export type OfLease = { takes: string; what: string; seconds: number } | { lets: string };

/** Sends a message to the process that started this one, if it is still there. */
export function tellParent(message: object): void {
  if (process.connected) process.send?.(message, () => {});
}

/** Lets `boss` tell the process that opened this shop what it holds and for how long: pictures show it. */
export function tellLeases(boss: Boss): void {
  const { fetch, complete, fail } = boss;
  boss.fetch = async <Data>(...args: Parameters<Boss['fetch']>) => {
    const taken = await fetch<Data>(...args);
    for (const { id, data, expireInSeconds } of taken) {
      const { name } = data as { name?: unknown };
      tellParent({ takes: id, what: String(name ?? id), seconds: Number(expireInSeconds) } satisfies OfLease);
    }
    return taken;
  };
  boss.complete = async (queue, id) => {
    await complete(queue, id);
    tellParent({ lets: id } satisfies OfLease);
  };
  boss.fail = async (queue, id, reason) => {
    await fail(queue, id, reason);
    tellParent({ lets: id } satisfies OfLease);
  };
}

/** @returns what writes into `leases` whatever a shop tells of them; `now` is in ms since the program began */
export function bookOf(leases: Lease[], now: () => number): (told: OfLease) => void {
  const held = new Map<string, Lease>();
  return (told) => {
    if ('takes' in told) {
      const from = now();
      const lease = { what: told.what, from, due: from + told.seconds * 1000 };
      held.set(told.takes, lease);
      leases.push(lease);
    } else {
      const lease = held.get(told.lets);
      if (lease) lease.to = now();
    }
  };
}
