import { readFileSync } from 'node:fs';
import { AsyncExecutor, log, sleep } from '#workshop';
import { expect, test } from 'vitest';
import { main } from '../../steps/10-async-executor.ts';
import { runProgram, type Run } from '../../workshop/runtime/run-program.ts';

/** How many downloads are under way after each line. */
function running({ lines }: Run): number[] {
  let count = 0;
  return lines.map(({ text }) => (count += text === 'started' ? 1 : /^(done|failed)$/.test(text) ? -1 : 0));
}

test('eleven downloads in four slots take 5.9 s, and the sizes come in the order of submission', async () => {
  const run = await runProgram(() => main([]));
  expect(run).toPrint(`
    0.0s  main         11 submitted
    0.0s  download 1   started
    0.0s  download 3   started
    0.0s  download 2   started
    0.0s  download 4   started
    1.5s  download 2   done
    1.5s  download 5   started
    1.8s  download 1   done
    1.8s  download 6   started
    2.1s  download 4   done
    2.1s  download 7   started
    2.8s  download 6   done
    2.8s  download 8   started
    3.5s  download 5   done
    3.5s  download 9   started
    3.7s  download 3   done
    3.7s  download 10  started
    3.9s  download 8   done
    3.9s  download 11  started
    4.5s  download 9   done
    4.8s  download 10  done
    5.5s  download 11  done
    5.9s  download 7   done
    5.9s  main         kB: [180,150,370,210,200,100,380,110,100,110,160]
  `);
  expect(Math.max(...running(run))).toBe(4);
  expect(run).toTake(5900, '2.1 for download 4 + 3.8 for 7');
});

test('downloads that fail give their slots back: all eleven are tried, in the same 5.9 s', async () => {
  const run = await runProgram(() => main(['failures']));
  expect(run).toPrint(`
    0.0s  main         11 submitted
    0.0s  download 1   started
    0.0s  download 3   started
    0.0s  download 2   started
    0.0s  download 4   started
    1.5s  download 2   done
    1.5s  download 5   started
    1.8s  download 1   done
    1.8s  download 6   started
    2.1s  download 4   done
    2.1s  download 7   started
    2.8s  download 6   failed
    2.8s  download 8   started
    3.5s  download 5   done
    3.5s  download 9   started
    3.7s  download 3   failed
    3.7s  download 10  started
    3.9s  download 8   done
    3.9s  download 11  started
    4.5s  download 9   failed
    4.8s  download 10  done
    5.5s  download 11  done
    5.9s  download 7   done
    5.9s  main         kB: [180,150,"failed",210,200,"failed",380,110,"failed",110,160]
  `);
  expect(run).toTake(5900, 'the same as without failures');
});

test('a done callback is called at the end of its task, before the slot is used again', async () => {
  const run = await runProgram(() => main(['callbacks']));
  expect(run).toPrint(`
    0.0s  main         11 submitted
    0.0s  download 1   started
    0.0s  download 3   started
    0.0s  download 2   started
    0.0s  download 4   started
    1.5s  download 2   done
    1.5s  main         download 2 has ended, 10 to go
    1.5s  download 5   started
    1.8s  download 1   done
    1.8s  main         download 1 has ended, 9 to go
    1.8s  download 6   started
    2.1s  download 4   done
    2.1s  main         download 4 has ended, 8 to go
    2.1s  download 7   started
    2.8s  download 6   done
    2.8s  main         download 6 has ended, 7 to go
    2.8s  download 8   started
    3.5s  download 5   done
    3.5s  main         download 5 has ended, 6 to go
    3.5s  download 9   started
    3.7s  download 3   done
    3.7s  main         download 3 has ended, 5 to go
    3.7s  download 10  started
    3.9s  download 8   done
    3.9s  main         download 8 has ended, 4 to go
    3.9s  download 11  started
    4.5s  download 9   done
    4.5s  main         download 9 has ended, 3 to go
    4.8s  download 10  done
    4.8s  main         download 10 has ended, 2 to go
    5.5s  download 11  done
    5.5s  main         download 11 has ended, 1 to go
    5.9s  download 7   done
    5.9s  main         download 7 has ended, 0 to go
    5.9s  main         kB: [180,150,370,210,200,100,380,110,100,110,160]
  `);
  expect(run).toTake(5900, '2.1 for download 4 + 3.8 for 7');
});

/** The slots as the lesson draws them: a character is 0.1 s, and a download takes the slot that came free first. */
function drawSlots({ lines }: Run, slots: number): string {
  const rows = Array.from({ length: slots }, () => '');
  const starts = lines.filter(({ text }) => text === 'started');
  const numbered = starts.map(({ at, lane }) => ({
    at,
    lane,
    number: Number(lane.replace('download ', '')),
  }));
  for (const { at, lane, number } of numbered.sort((one, other) => one.number - other.number)) {
    const end = lines.find((line) => line.lane === lane && line.text === 'done')!.at;
    const row = rows.findIndex((each) => each.length === at / 100);
    rows[row] += `${`[${number} `.padEnd((end - at) / 100 - 1, '=')}]`;
  }
  return rows.map((row, place) => `slot ${place + 1}  ${row}`).join('\n');
}

test('the lesson draws the slots as they are used', async () => {
  const lesson = readFileSync(new URL('../../steps/10-async-executor.md', import.meta.url), 'utf8');
  expect(lesson).toContain(drawSlots(await runProgram(() => main([])), 4));
});

test('one slot takes the sum, two 11.0 s, six 4.8 s; from seven on the longest download decides', async () => {
  const times = { 1: 20_700, 2: 11_000, 6: 4800, 7: 3800, 11: 3800 };
  for (const [slots, ms] of Object.entries(times)) {
    expect(await runProgram(() => main(['downloads', slots]))).toTake(ms, `with ${slots} slots`);
  }
});

test('two hundred runs, half with failures: never more than four run, never fewer while work waits', async () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const run = await runProgram(() => main([seed % 2 ? 'downloads' : 'failures', '--seed', String(seed)]));
    const counts = running(run);
    expect(Math.max(...counts), `seed ${seed}`).toBe(4);
    const lastStart = run.lines.findLastIndex(({ text }) => text === 'started');
    const firstEnd = run.lines.findIndex(({ text }) => text === 'done' || text === 'failed');
    // A slot is empty only between the end of one download and the start of the next.
    for (let place = firstEnd; place < lastStart; place += 1) {
      const next = run.lines[place + 1]!;
      expect(
        counts[place]! === 4 || next.at === run.lines[place]!.at,
        `seed ${seed}, line ${place + 1}`,
      ).toBe(true);
    }
    expect(
      run.lines.filter(({ text }) => text === 'started'),
      `seed ${seed}`,
    ).toHaveLength(11);
    expect(run.unseen, `seed ${seed}`).toEqual([]);
  }
});

test('work that submits to its own executor and awaits it is a deadlock when every slot does so', async () => {
  const nested = (slots: number, jobs: number) =>
    runProgram(async () => {
      const executor = new AsyncExecutor({ maxRunning: slots });
      const outer = async (job: number) => {
        await sleep(100);
        await executor.submit(() => sleep(100));
        log(`job ${job}`, 'done');
      };
      await Promise.all(Array.from({ length: jobs }, (_, job) => executor.submit(() => outer(job))));
    });
  expect((await nested(1, 1)).outcome.kind).toBe('deadlocked');
  expect((await nested(4, 4)).outcome.kind).toBe('deadlocked');
  expect((await nested(4, 3)).outcome.kind).toBe('finished');
});

test('in batches of four the eleven downloads take 9.1 s', async () => {
  // The sum of the lesson: each batch waits for its slowest download.
  const times = [1.8, 1.5, 3.7, 2.1, 2, 1, 3.8, 1.1, 1, 1.1, 1.6];
  const run = await runProgram(async () => {
    for (let from = 0; from < times.length; from += 4) {
      await Promise.all(times.slice(from, from + 4).map((seconds) => sleep(seconds * 1000)));
    }
  });
  expect(run).toTake(9100, '3.7 + 3.8 + 1.6');
});

test('a bad argument is refused in one line that says what was given and what is accepted', async () => {
  const { outcome } = await runProgram(() => main(['downloads', '0']));
  expect(outcome).toMatchObject({
    error: { message: 'slots takes a whole number from 1 to 1000; it was given "0".' },
  });
});
