import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from './engine.ts';

/**
 * Waits until so many orders have been served or given up, and says how many of each.
 *
 * @returns such as `ready: 4, given up: 0, dead letters: 0`
 */
export async function outcome({ boss }: Engine, orders: number): Promise<string> {
  for (;;) {
    const { completed = 0, failed = 0 } = (await boss.countStates()).queues['orders'] ?? {};
    if (completed + failed >= orders)
      return `ready: ${completed}, given up: ${failed}, dead letters: ${await boss.getQueueSize('unserved')}`;
    await pause(100);
  }
}
