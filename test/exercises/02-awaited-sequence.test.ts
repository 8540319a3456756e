import { log, sleep } from '#workshop';
import type { Page, Shop } from '../../solutions/02-awaited-sequence.ts';
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

/** A shop that takes 0.5 s to reserve, 1.0 s to charge and 0.3 s to confirm. */
function shop(): Shop {
  return {
    reserve: (item) => timed(`reserve ${item}`, 500, undefined)(),
    charge: (item) => timed(`charge ${item}`, 1000, 'receipt 7')(),
    confirm: (receipt) => timed(`confirm ${receipt}`, 300, undefined)(),
  };
}

// An answer that asks for the same page forever is stopped after ten virtual minutes.
const limit = { ms: 600_000 };

export default judge<typeof import('../../solutions/02-awaited-sequence.ts')>(
  '02-awaited-sequence',
  (claim) => {
    claim(
      'placeOrder',
      'reserves, then charges, then confirms: 0.5 + 1.0 + 0.3 = 1.8 s',
      async ({ placeOrder }) => {
        const run = await runProgram(() => placeOrder('milk', shop()));
        expectRun(run, {
          prints: `
        0.0s  reserve milk         started
        0.5s  reserve milk         done
        0.5s  charge milk          started
        1.5s  charge milk          done
        1.5s  confirm receipt 7    started
        1.8s  confirm receipt 7    done
      `,
          takes: 1800,
          sum: '0.5 + 1.0 + 0.3',
          returns: 'receipt 7',
        });
      },
    );

    claim(
      'placeOrder',
      'when the item cannot be reserved, nothing is charged: it rejects at 0.5 s with the same error',
      async ({ placeOrder }) => {
        const gone = new Error('sold out');
        const run = await runProgram(() =>
          placeOrder('milk', { ...shop(), reserve: (item) => failing(`reserve ${item}`, 500, gone)() }),
        );
        expectRun(run, {
          prints: `
        0.0s  reserve milk         started
        0.5s  reserve milk         failed
      `,
          fails: gone,
          takes: 500,
          sum: '0.5 for the reservation',
        });
      },
    );

    claim(
      'placeOrder',
      'when the order cannot be confirmed, it rejects at 1.7 s with the same error',
      async ({ placeOrder }) => {
        const full = new Error('mailbox full');
        const run = await runProgram(() =>
          placeOrder('milk', { ...shop(), confirm: (receipt) => failing(`confirm ${receipt}`, 200, full)() }),
        );
        expectRun(run, {
          prints: `
        0.0s  reserve milk         started
        0.5s  reserve milk         done
        0.5s  charge milk          started
        1.5s  charge milk          done
        1.5s  confirm receipt 7    started
        1.7s  confirm receipt 7    failed
      `,
          fails: full,
          takes: 1700,
          sum: '0.5 + 1.0 + 0.2',
        });
      },
    );

    claim(
      'readAllPages',
      'each page is asked for when the one before has arrived: 0.5 + 1.0 + 0.3 = 1.8 s',
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
      'the page itself says which one is next: 1 leads to 7, and 7, which is empty, leads to 4 and then to 3',
      async ({ readAllPages }) => {
        const fetchPage = pages({
          1: { items: ['plums'], next: 7, ms: 200 },
          3: { items: ['pears', 'plums'], next: null, ms: 300 },
          4: { items: ['figs'], next: 3, ms: 100 },
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
        0.7s  page 3       started
        1.0s  page 3       done
      `,
          takes: 1000,
          sum: '0.2 + 0.4 + 0.1 + 0.3',
          returns: ['plums', 'figs', 'pears', 'plums'],
        });
      },
    );

    claim('readAllPages', 'a page with the number 0 is read too', async ({ readAllPages }) => {
      const fetchPage = pages({
        1: { items: ['milk'], next: 0, ms: 200 },
        0: { items: ['bread'], next: null, ms: 300 },
      });
      const run = await runProgram(() => readAllPages(fetchPage), { limit });
      expectRun(run, {
        prints: `
        0.0s  page 1       started
        0.2s  page 1       done
        0.2s  page 0       started
        0.5s  page 0       done
      `,
        takes: 500,
        sum: '0.2 + 0.3',
        returns: ['milk', 'bread'],
      });
    });

    claim('readAllPages', 'a list of one page is read in 0.6 s', async ({ readAllPages }) => {
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
      'when page 2 cannot be fetched, it rejects at 0.5 s with the same error',
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
      'each job is called when the one before has ended: 1.0 + 0.5 + 2.0 = 3.5 s',
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
      'when the second job rejects, at 0.7 s, the third is not called',
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

    claim(
      'inSequence',
      'a result may be anything, also undefined, and the list of jobs is not changed',
      async ({ inSequence }) => {
        const jobs = [timed<unknown>('milk', 300, undefined), timed('bread', 200, 0), timed('eggs', 100, [''])];
        const before = [...jobs];
        const run = await runProgram(async () => {
          const results = await inSequence(jobs);
          return { results, jobsLeft: jobs.length, sameOrder: before.every((job, at) => job === jobs[at]) };
        });
        expectRun(run, {
          takes: 600,
          sum: '0.3 + 0.2 + 0.1',
          returns: { results: [undefined, 0, ['']], jobsLeft: 3, sameOrder: true },
        });
      },
    );

    claim('inSequence', 'an empty list of jobs gives an empty list', async ({ inSequence }) => {
      const run = await runProgram(() => inSequence([]));
      expectRun(run, { takes: 0, returns: [] });
    });
  },
);
