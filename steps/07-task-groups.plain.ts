// All or nothing with Node's own means: no #workshop, so you can copy this file.
//
//   npx tsx steps/07-task-groups.plain.ts        Promise.all, and one AbortController for all that belongs together
//   npx tsx steps/07-task-groups.plain.ts bug    Promise.all alone

import { setTimeout as sleep } from 'node:timers/promises';

type Work<T> = (signal: AbortSignal) => Promise<T>;

/**
 * Does all the work at the same time and gives the results in order. At the first failure it asks the rest to stop,
 * waits until everything has ended, and then throws that failure. (Other failures are dropped.)
 */
async function allOrNothing<T>(works: Work<T>[]): Promise<T[]> {
  const controller = new AbortController();
  const running = works.map(async (work) => {
    try {
      return await work(controller.signal);
    } catch (error) {
      controller.abort(error);
      throw error;
    }
  });
  try {
    return await Promise.all(running);
  } finally {
    await Promise.allSettled(running);
  }
}

// The three steps of a checkout. The card is declined.
async function reserveStock(signal: AbortSignal): Promise<void> {
  await sleep(500, undefined, { signal });
  say('stock   reserved');
}

async function chargeCard(signal: AbortSignal): Promise<void> {
  await sleep(1000, undefined, { signal });
  say('card    declined');
  throw new Error('your card was declined');
}

async function sendEmail(signal: AbortSignal): Promise<void> {
  try {
    await sleep(1500, undefined, { signal });
    say('e-mail  "Thank you for your order!"');
  } catch (error) {
    say('e-mail  not sent');
    throw error;
  }
}

async function releaseStock(): Promise<void> {
  await sleep(500);
  say('stock   released');
}

async function checkout(): Promise<void> {
  let reserved = false;
  const reserve: Work<void> = async (signal) => {
    await reserveStock(signal);
    reserved = true;
  };
  try {
    await allOrNothing([reserve, chargeCard, sendEmail]);
  } catch (error) {
    // Aborting stops what still runs. What is done has to be undone, and by now nothing more can be done.
    if (reserved) await releaseStock();
    throw error;
  }
}

// The bug: nothing tells the other steps that one of them has failed.
async function brokenCheckout(): Promise<void> {
  const { signal } = new AbortController();
  await Promise.all([reserveStock(signal), chargeCard(signal), sendEmail(signal)]);
}

const given = process.argv.slice(2).join(' ');
if (given !== '' && given !== 'bug') {
  console.error(`This program takes "bug" or nothing; it was given "${given}".`);
  process.exit(2);
}

const begin = performance.now();

function say(text: string): void {
  const halfSeconds = Math.round((performance.now() - begin) / 500);
  console.log(`${(halfSeconds / 2).toFixed(1)}s  ${text}`);
}

try {
  await (given === 'bug' ? brokenCheckout() : checkout());
  say('page    Your order is on its way.');
} catch (error) {
  say(`page    Nothing was ordered: ${(error as Error).message}.`);
}
