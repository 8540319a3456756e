import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const runModule = new URL('../../../workshop/runtime/run-program.ts', import.meta.url).href;
const indexModule = new URL('../../../workshop/index.ts', import.meta.url).href;
const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Programs of raw Node. Timers that race are armed in the same moment, so that no delay of the machine swaps them. */
const programs = {
  'timers, intervals, late timers': `
    setTimeout(say, 200, 'timer 200');
    setTimeout(say, 100, 'timer 100');
    clearTimeout(setTimeout(say, 50, 'cleared'));
    let ticks = 0;
    const interval = setInterval(() => { say('tick'); busy(90); if (++ticks === 3) clearInterval(interval); }, 60);
    await wait(400);
    const refreshed = setTimeout(say, 200, 'refreshed');
    await wait(100);
    refreshed.refresh();
    await wait(120);
    say('not yet');
    await wait(100);`,
  'ticks, microtasks and immediates in one timer': `
    await wait(10);
    setTimeout(() => {
      say('timer');
      setImmediate(() => { say('immediate 1'); process.nextTick(say, 'its tick'); queueMicrotask(() => say('its microtask')); });
      setImmediate(() => { say('immediate 2'); setImmediate(say, 'immediate 4'); });
      setImmediate(say, 'immediate 3');
      process.nextTick(() => { say('tick 1'); process.nextTick(say, 'tick 3'); Promise.resolve().then(() => say('microtask of tick')); });
      Promise.resolve().then(() => { say('microtask 1'); process.nextTick(say, 'tick of microtask'); });
      process.nextTick(say, 'tick 2');
      queueMicrotask(() => say('microtask 2'));
    }, 50);
    await wait(120);`,
  'promise timers': `
    await Promise.all([timers.setTimeout(90, 'b').then(say), timers.setTimeout(40, 'a').then(say), timers.scheduler.wait(20)]);
    await timers.setImmediate('immediate').then(say);
    let count = 0;
    for await (const tick of timers.setInterval(50, 'interval')) { say(tick); if ((count += 1) === 2) break; }
    await timers.setTimeout(500, null, { signal: AbortSignal.timeout(50) }).catch((error) => say(error.name, error.cause.name));
    say(await promisify(setTimeout)(10, 'promisified'));`,
  handles: `
    const timer = setTimeout(function (a, b) { say(this === timer, a, b); }, 50, 1, 2);
    clearTimeout(setTimeout(say, 60, 'cleared')[Symbol.toPrimitive]());
    clearTimeout(String(+setTimeout(say, 60, 'cleared')));
    say(timer.hasRef(), timer.unref() === timer, timer.hasRef(), timer.ref().hasRef(), typeof +timer);
    await wait(100);
    timer.refresh();
    await wait(100);
    const closed = setTimeout(say, 10, 'closed').close();
    closed.refresh();
    const immediate = setImmediate(say, 'immediate');
    clearTimeout(immediate);
    await wait(50);`,
};

const frame = (body: string) => `
  import * as timers from 'node:timers/promises';
  import { promisify } from 'node:util';
  const say = (...words) => console.log(...words);
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  ${body}`;
const mainOf = (body: string) => `async (busy) => {${body}}`;
const inRealTime = (body: string) =>
  frame(
    `await (${mainOf(body)})((ms) => { const end = performance.now() + ms; while (performance.now() < end); });`,
  );
// One process for all of them: it takes no time but its start.
const inVirtualTime = frame(`
  const { runProgram } = await import(${JSON.stringify(runModule)});
  const { block } = await import(${JSON.stringify(indexModule)});
  for (const main of [${Object.values(programs).map(mainOf).join()}]) {
    const run = await runProgram(() => main(block));
    say(run.outcome.kind === 'finished' ? '--' : run);
  }`);

const linesOf = (code: string, ...flags: string[]) =>
  new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [...flags, '--input-type=module', '--eval', code],
      { cwd: root },
      (_error, out, err) => resolve(out + err),
    );
  });

let virtual: Promise<string> | undefined;

// A machine that is very busy may fire real timers so late that their order is another one: `npm run check` runs this.
test.concurrent.each(Object.keys(programs).map((name, place) => ({ name, place })))(
  'a program of raw Node prints the same lines in real and in virtual time: $name',
  { timeout: 60_000 },
  async ({ name, place }) => {
    virtual ??= linesOf(inVirtualTime, '--import', 'tsx');
    const expected = await linesOf(inRealTime(programs[name as keyof typeof programs]));
    expect(expected.split('\n').length).toBeGreaterThan(4);
    expect((await virtual).split('--\n')[place]).toBe(expected);
  },
);
