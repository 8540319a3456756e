import { log, sleep } from '#workshop';
import type { Page } from '../../solutions/02-awaited-sequence.ts';
import { expectRun } from '../../workshop/coach/claim.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';
import { judge } from '../judge.ts';
import { failing, timed } from '../timed.ts';

/** A list spread over pages; each takes its own time to fetch. A page that is not in the list is empty, and the last. */
function pages(list: Record<number, Page & { ms: number }>): (number: number) => Promise<Page> {
  return async (number) => {
    const lane = `page ${number}`;
    log(lane, 'started');
    const page = list[number];
    await sleep(page?.ms ?? 100);
    log(lane, 'done');
    return { items: page?.items ?? [], next: page?.next ?? null };
  };
}

// An answer that asks for the same page for ever is stopped after ten virtual minutes.
const limit = { ms: 600_000 };

export default judge<typeof import('../../solutions/02-awaited-sequence.ts')>(
  '02-awaited-sequence',
  (claim) => {
    claim(
      'readAllPages',
      'asks for the next page when it has the one before: 0.5 + 1.0 + 0.3 = 1.8 s',
      async ({ readAllPages }) => {
        const fetchPage = pages({
          1: { items: ['milk', 'bread'], next: 2, ms: 500 },
          2: { items: ['eggs'], next: 3, ms: 1000 },
          3: { items: ['jam', 'tea'], next: null, ms: 300 },
        });
        const run = await runProgram(() => readAllPages(fetchPage), { limit });
        expectRun(run, {
          prints: `
        0.0s  page 1       started
        0.5s  page 1       done
        0.5s  page 2       started
        1.5s  page 2       done
        1.5s  page 3       started
        1.8s  page 3       done
      `,
          takes: 1800,
          sum: '0.5 + 1.0 + 0.3',
          returns: ['milk', 'bread', 'eggs', 'jam', 'tea'],
        });
      },
    );

    claim(
      'readAllPages',
      'goes where each page says: from 1 to 7, and from there back to 4',
      async ({ readAllPages }) => {
        const fetchPage = pages({
          1: { items: ['plums'], next: 7, ms: 200 },
          4: { items: ['figs'], next: null, ms: 100 },
          7: { items: [], next: 4, ms: 400 },
        });
        const run = await runProgram(() => readAllPages(fetchPage), { limit });
        expectRun(run, {
          prints: `
        0.0s  page 1       started
        0.2s  page 1       done
        0.2s  page 7       started
        0.6s  page 7       done
        0.6s  page 4       started
        0.7s  page 4       done
      `,
          takes: 700,
          sum: '0.2 + 0.4 + 0.1',
          returns: ['plums', 'figs'],
        });
      },
    );

    claim('readAllPages', 'reads a list that has one page only, in 0.6 s', async ({ readAllPages }) => {
      const run = await runProgram(
        () => readAllPages(pages({ 1: { items: ['salt'], next: null, ms: 600 } })),
        { limit },
      );
      expectRun(run, {
        prints: `
        0.0s  page 1       started
        0.6s  page 1       done
      `,
        takes: 600,
        sum: '0.6 for the only page',
        returns: ['salt'],
      });
    });

    claim(
      'readAllPages',
      'rejects at 0.5 s with the error of the page that cannot be fetched',
      async ({ readAllPages }) => {
        const gone = new Error('page 2 is gone');
        const first = pages({ 1: { items: ['milk'], next: 2, ms: 300 } });
        const run = await runProgram(
          () => readAllPages((number) => (number === 2 ? failing('page 2', 200, gone)() : first(number))),
          { limit },
        );
        expectRun(run, {
          prints: `
        0.0s  page 1       started
        0.3s  page 1       done
        0.3s  page 2       started
        0.5s  page 2       failed
      `,
          fails: gone,
          takes: 500,
          sum: '0.3 for page 1 + 0.2 for page 2',
        });
      },
    );

    claim(
      'inSequence',
      'calls each job when the one ahead of it has ended: 1.0 + 0.5 + 2.0 = 3.5 s',
      async ({ inSequence }) => {
        const run = await runProgram(() =>
          inSequence([
            timed('milk', 1000, 'white'),
            timed('bread', 500, 'brown'),
            timed('eggs', 2000, 'six'),
          ]),
        );
        expectRun(run, {
          prints: `
        0.0s  milk         started
        1.0s  milk         done
        1.0s  bread        started
        1.5s  bread        done
        1.5s  eggs         started
        3.5s  eggs         done
      `,
          takes: 3500,
          sum: '1.0 + 0.5 + 2.0',
          returns: ['white', 'brown', 'six'],
        });
      },
    );

    claim(
      'inSequence',
      'stops at the first failure, at 0.7 s: the third job is never called',
      async ({ inSequence }) => {
        const soldOut = new Error('sold out');
        const run = await runProgram(() =>
          inSequence<number>([timed('milk', 300, 1), failing('bread', 400, soldOut), timed('eggs', 500, 3)]),
        );
        expectRun(run, {
          prints: `
        0.0s  milk         started
        0.3s  milk         done
        0.3s  bread        started
        0.7s  bread        failed
      `,
          fails: soldOut,
          takes: 700,
          sum: '0.3 for the milk + 0.4 for the bread',
        });
      },
    );

    claim('inSequence', 'of no jobs gives no results, at once', async ({ inSequence }) => {
      const run = await runProgram(() => inSequence([]));
      expectRun(run, { takes: 0, returns: [] });
    });
  },
);
