import { setTimeout as pause } from 'node:timers/promises';
import { runProgram } from '../runtime/run-program.ts';
import { interrupt, stopCrawl, type Stopped } from './crawler-stops.ts';

// npm run crawler-stops 50: stops the crawlers of step 12 at so many random moments, one after the other, and tells how long
// they took to end. Run it on a machine that has nothing else to do: it fails when one takes longer than a second.

const [rounds = 50] = process.argv.slice(2).map(Number);
/** The whole crawl takes about 4.5 s, and the plain program is first heard of after one. */
const latest = 2500;
const allowed = 1000;

async function rows(what: string, stopOnce: (after: number) => Promise<Stopped>): Promise<void> {
  const ends: number[] = [];
  const wrong: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const stopped = await stopOnce(Math.random() * latest);
    ends.push(stopped.ms);
    wrong.push(...stopped.wrong);
  }
  ends.sort((one, other) => one - other);
  const [half, worst] = [ends[Math.floor(rounds / 2)]!, ends.at(-1)!];
  console.log(
    `${what}: ${rounds} times; half ended within ${half.toFixed(0)} ms, all within ${worst.toFixed(0)} ms; ` +
      (wrong.length === 0 ? 'every summary is true, nothing is left' : `WRONG: ${wrong.join('; ')}`),
  );
  if (wrong.length > 0 || worst > allowed) process.exitCode = 1;
}

const { leaks } = await runProgram(() => rows('the crawl itself', stopCrawl), { clock: 'real' });
const openSockets = () => process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP'));
// Those that are closed are gone a little later.
for (let tries = 0; openSockets().length > 0 && tries < 200; tries += 1) await pause(25);
const sockets = openSockets();
console.log(`left in this process: ${[...leaks, ...sockets].join(', ') || 'no timer, no task, no socket'}`);
if (leaks.length + sockets.length > 0) process.exitCode = 1;
// Windows has no SIGINT to send.
if (process.platform !== 'win32')
  for (const script of ['12-crawler.ts', '12-crawler.plain.ts'])
    await rows(`Ctrl+C, ${script}`, (after) => interrupt(script, after));
