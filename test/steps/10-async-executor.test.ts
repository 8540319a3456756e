import { expect, test } from 'vitest';
import { main } from '../../steps/10-async-executor.ts';
import { runProgram, type Run } from '../../workshop/runtime/run-program.ts';

/** How many downloads are under way after each line. */
function running({ lines }: Run): number[] {
  let count = 0;
  return lines.map(({ text }) => (count += text === 'started' ? 1 : /^(done|failed)$/.test(text) ? -1 : 0));
}

test('eleven downloads, four at once, take 5.8 s, and the sizes stand in the order of submission', async () => {
  const run = await runProgram(() => main([]));
  expect(run).toPrint(`
    0.0s  main         11 submitted
    0.0s  download 1   started
    0.0s  download 2   started
    0.0s  download 3   started
    0.0s  download 4   started
    1.0s  download 1   done
    1.0s  download 5   started
    1.2s  download 3   done
    1.2s  download 6   started
    2.2s  download 2   done
    2.2s  download 7   started
    2.7s  download 6   done
    2.7s  download 8   started
    3.4s  download 5   done
    3.4s  download 9   started
    3.7s  download 4   done
    3.7s  download 10  started
    4.0s  download 8   done
    4.0s  download 11  started
    4.1s  download 7   done
    4.5s  download 9   done
    5.1s  download 10  done
    5.8s  download 11  done
    5.8s  main         kB: [100,220,120,370,240,150,190,130,110,140,180]
  `);
  expect(Math.max(...running(run))).toBe(4);
  expect(run).toTake(5800, '1.2 for download 3 + 1.5 for 6 + 1.3 for 8 + 1.8 for 11');
});

test('downloads that fail free their slots: all eleven are tried, in the same 5.8 s', async () => {
  const run = await runProgram(() => main(['failures']));
  expect(run).toPrint(`
    0.0s  main         11 submitted
    0.0s  download 1   started
    0.0s  download 2   started
    0.0s  download 3   started
    0.0s  download 4   started
    1.0s  download 1   done
    1.0s  download 5   started
    1.2s  download 3   failed
    1.2s  download 6   started
    2.2s  download 2   done
    2.2s  download 7   started
    2.7s  download 6   failed
    2.7s  download 8   started
    3.4s  download 5   done
    3.4s  download 9   started
    3.7s  download 4   done
    3.7s  download 10  started
    4.0s  download 8   done
    4.0s  download 11  started
    4.1s  download 7   done
    4.5s  download 9   failed
    5.1s  download 10  done
    5.8s  download 11  done
    5.8s  main         kB: [100,220,"failed",370,240,"failed",190,130,"failed",140,180]
  `);
  expect(run).toTake(5800, 'the same as without failures');
});

test('eleven slots make it as long as the longest download, one slot as long as all of them', async () => {
  const together = await runProgram(() => main(['downloads', '11']));
  expect(together).toTake(3700, 'download 4, the longest');
  const alone = await runProgram(() => main(['downloads', '1']));
  expect(alone).toTake(19500, '1.0 + 2.2 + 1.2 + 3.7 + 2.4 + 1.5 + 1.9 + 1.3 + 1.1 + 1.4 + 1.8');
});

test('two hundred runs, half with failures: never more than four at once, never fewer while work waits', async () => {
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

test('a bad argument is refused in one line that says what was given and what is accepted', async () => {
  const { outcome } = await runProgram(() => main(['downloads', '0']));
  expect(outcome).toMatchObject({
    error: { message: 'slots takes a whole number from 1 to 1000; it was given "0".' },
  });
});
