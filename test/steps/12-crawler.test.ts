import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { log, sleep } from '#workshop';
import { fetchPage, type FetchPage } from '../../steps/12-crawler.page.ts';
import { sitePage, startSite } from '../../steps/12-crawler.server.ts';
import { crawl, main, type Options, type Report } from '../../steps/12-crawler.ts';
import { root } from '../../workshop/catalog/steps.ts';
import { interrupt, stopCrawl, type Stopped } from '../../workshop/contribute/crawler-stops.ts';
import { parseTranscript } from '../../workshop/coach/expectation.ts';
import { runProgram, type Run } from '../../workshop/runtime/run-program.ts';

// The logic, with a pretended site, on the virtual clock: exact order and total.

const page = (number: number) => `http://site/page/${number}`;
const never = new AbortController().signal;

/** The same site without a server. It counts, too. */
function pretend(pages: number, { talks = false } = {}) {
  const site = { requests: 0, open: 0, most: 0 };
  const times = new Map<string, number>();
  const fetchPretended: FetchPage = async (address, signal) => {
    const number = Number(address.split('/').at(-1));
    const { links, delay, trouble } = sitePage(number, pages);
    times.set(address, (times.get(address) ?? 0) + 1);
    site.requests += 1;
    site.open += 1;
    site.most = Math.max(site.most, site.open);
    if (talks) log(`asks for ${number}`);
    try {
      await sleep(trouble === 'silent' || trouble === 'stops halfway' ? 1e9 : delay, { signal });
    } finally {
      site.open -= 1;
    }
    if (trouble === 'broken') throw new Error('status 500');
    if (trouble === 'busy the first time' && times.get(address) === 1) throw new Error('status 503');
    return { links: links.map(page) };
  };
  return { site, fetchPretended };
}

async function collect(reports: AsyncIterable<Report>): Promise<string[]> {
  const all: string[] = [];
  for await (const { address, outcome } of reports) all.push(`${address.split('/').at(-1)} ${outcome}`);
  return all;
}

const options = (given: Partial<Options> = {}): Options => ({
  start: page(1),
  limit: 5,
  deadline: 20_000,
  signal: never,
  ...given,
});

const outcomes = (reports: string[]) => {
  const of = (outcome: string) => reports.filter((each) => each.endsWith(outcome)).length;
  return { fetched: of('fetched'), failed: of('failed'), left: of('left') };
};

const valueOf = <T>({ outcome }: Run) => (outcome as { value: T }).value;

test('two workers crawl twelve pages in 3.0 s: the silent page gets three attempts of 0.8 s', async () => {
  const { site, fetchPretended } = pretend(12, { talks: true });
  const run = await runProgram(() => collect(crawl(fetchPretended, options({ limit: 2 }))));
  expect(run).toPrint(`
    0.0s   worker 1  asks for 1
    0.04s  worker 1  asks for 3
    0.04s  worker 2  asks for 2
    0.1s   worker 2  asks for 4
    0.12s  worker 1  asks for 5
    0.13s  worker 2  asks for 6
    0.17s  worker 1  asks for 7
    0.19s  worker 1  asks for 8
    0.2s   worker 2  asks for 9
    0.23s  worker 1  asks for 10
    0.26s  worker 2  asks for 11
    0.29s  worker 2  asks for 12
    1.03s  worker 1  /page/10 too slow
    1.23s  worker 1  asks for 10
    2.03s  worker 1  /page/10 too slow
    2.23s  worker 1  asks for 10
    3.03s  worker 1  /page/10 too slow, failed
  `);
  expect(run).toTake(3030, '0.23 until page 10 has a worker + 3 × 0.8 + 2 × 0.2');
  expect(site).toEqual({ requests: 14, open: 0, most: 2 });
  const inOrder = [1, 2, 3, 4, 5, 7, 6, 8, 9, 11, 12].map((number) => `${number} fetched`);
  expect(valueOf<string[]>(run)).toEqual([...inOrder, '10 failed']);
  expect(run.leaks).toEqual([]);
});

test('200 pages take five workers 4.39 s: 196 are fetched once, 4 fail after three attempts', async () => {
  const { site, fetchPretended } = pretend(200);
  const run = await runProgram(() => collect(crawl(fetchPretended, options())));
  const reports = valueOf<string[]>(run);
  expect(run.elapsed).toBe(4390);
  expect(site).toEqual({ requests: 200 + 5 + 4 * 2, open: 0, most: 5 });
  expect(outcomes(reports)).toEqual({ fetched: 196, failed: 4, left: 0 });
  expect(new Set(reports.map((each) => each.split(' ')[0])).size).toBe(200);
  expect(reports.filter((each) => each.endsWith('failed'))).toEqual([
    '50 failed',
    '10 failed',
    '18 failed',
    '150 failed',
  ]);
  expect(reports.slice(0, 8).map((each) => each.split(' ')[0])).toEqual([
    '1',
    '4',
    '2',
    '11',
    '3',
    '13',
    '7',
    '5',
  ]);
  expect(run.leaks).toEqual([]);
});

// The totals that the lesson gives; HTTP adds to them.
test.each([
  [1, 20_570, 213],
  [2, 10_320, 213],
  [10, 3000, 213],
  [20, 2940, 213],
])('with a limit of %i it takes %i ms and %i requests', async (limit, ms, requests) => {
  const { site, fetchPretended } = pretend(200);
  const run = await runProgram(() => collect(crawl(fetchPretended, options({ limit, deadline: 60_000 }))));
  expect(run.elapsed).toBe(ms);
  expect(site).toEqual({ requests, open: 0, most: limit });
});

test('a deadline of 2 s ends the crawl at 2.0 s, and says which pages are left', async () => {
  const { site, fetchPretended } = pretend(200);
  const run = await runProgram(() => collect(crawl(fetchPretended, options({ deadline: 2000 }))));
  expect(run).toTake(2000, 'the deadline');
  expect(outcomes(valueOf(run))).toEqual({ fetched: 82, failed: 1, left: 91 });
  expect(site).toMatchObject({ open: 0, most: 5 });
  expect(run.leaks).toEqual([]);
});

test('when the loop over the reports is left, the crawl stops', async () => {
  const { site, fetchPretended } = pretend(200);
  const run = await runProgram(async () => {
    for await (const { address } of crawl(fetchPretended, options())) if (address === page(32)) break;
    const { requests, open } = site;
    await sleep(1000);
    return { open, more: site.requests - requests };
  });
  expect(valueOf(run)).toEqual({ open: 0, more: 0 });
  expect(run.leaks).toEqual([]);
});

test('a signal that has aborted before the crawl leaves the first page, and asks for nothing', async () => {
  const { site, fetchPretended } = pretend(200);
  const run = await runProgram(() =>
    collect(crawl(fetchPretended, options({ signal: AbortSignal.abort() }))),
  );
  expect(valueOf(run)).toEqual(['1 left']);
  expect(site.requests).toBe(0);
});

test('a bug in a worker comes out of the loop, it is not taken for a stop', async () => {
  const run = await runProgram(() =>
    collect(crawl(async () => ({ links: undefined as unknown as string[] }), options())),
  );
  expect(run.outcome).toMatchObject({ kind: 'failed', error: { name: 'TaskGroupError' } });
});

test('stopped at any of 55 moments, it tells of each page that was found, once', async () => {
  for (let moment = 5; moment < 4400; moment += 80) {
    const { site, fetchPretended } = pretend(200);
    const links = new Set([page(1)]);
    const told: FetchPage = async (address, signal) => {
      const found = await fetchPretended(address, signal);
      for (const link of found.links) links.add(link);
      return found;
    };
    const run = await runProgram(async () => {
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(), moment);
      const reports = await collect(crawl(told, options({ signal: stop.signal })));
      clearTimeout(timer);
      return reports;
    });
    const reports = valueOf<string[]>(run);
    expect(new Set(reports.map((each) => page(Number(each.split(' ')[0])))), `${moment}`).toEqual(links);
    expect(reports, `${moment}`).toHaveLength(links.size);
    expect(run, `${moment}`).toMatchObject({ elapsed: moment, leaks: [], unseen: [] });
    expect(site.open, `${moment}`).toBe(0);
  }
});

// The real server, in real time: nothing here depends on how long anything takes, but for a stop.

const command = (script: string) => ['--import', 'tsx', `steps/${script}`];
const surroundings = {
  cwd: fileURLToPath(root),
  env: { ...process.env, NO_COLOR: '1', VITEST: undefined, NODE_OPTIONS: undefined },
};

// The program itself, in a process of its own. It mostly waits, so it runs beside the tests.
let printed: Promise<string>;
beforeAll(() => {
  printed = new Promise((resolve) => {
    execFile(process.execPath, command('12-crawler.ts'), surroundings, (_, out) => resolve(out));
  });
});

const lesson = readFileSync(new URL('steps/12-crawler.md', root), 'utf8');
/** How many attempts were followed by another one. On a busy machine that may be more than the site has troubles. */
const retries = (lines: { text: string }[]) =>
  lines.filter(({ text }) => /^\/page\/\d+ (?!.*, failed$)/.test(text)).length;

test(
  'of 200 pages the server sends each once, retries apart, and never are more than 5 asked for at a time',
  { timeout: 30_000 },
  async () => {
    const site = await startSite(200);
    // Counted here: on a busy machine the server hears late of a client that has gone away.
    const asked = { open: 0, most: 0 };
    const counted: typeof fetchPage = async (...given) => {
      asked.open += 1;
      asked.most = Math.max(asked.most, asked.open);
      return fetchPage(...given).finally(() => (asked.open -= 1));
    };
    const run = await runProgram(
      async () => {
        const reports = crawl(counted, options({ start: site.start }));
        return collect(reports);
      },
      { clock: 'real' },
    );
    await site.close();
    const reports = valueOf<string[]>(run);
    expect(outcomes(reports)).toEqual({ fetched: 196, failed: 4, left: 0 });
    expect([...site.requests.keys()].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 200 }, (_, place) => place + 1),
    );
    for (const [number, times] of site.requests) {
      const own = run.lines.filter(({ text }) => text.startsWith(`/page/${number} `));
      expect(times, `page ${number}`).toBeGreaterThanOrEqual(1);
      // A request that was given up very early may never have reached the server.
      expect(times, `page ${number}`).toBeLessThanOrEqual(1 + retries(own));
    }
    expect(asked).toEqual({ open: 0, most: 5 });
  },
);

test('the lesson shows what the program says, but for times and workers', { timeout: 30_000 }, async () => {
  const [, shown = ''] = /<!-- run: transcript -->\n```text\n([^]*?)```/.exec(lesson)!;
  const [said, expected] = [parseTranscript(await printed), parseTranscript(shown)];
  const lines = (each: typeof said) => each.map(({ text }) => text).slice(0, -1);
  expect(lines(said)).toEqual(expect.arrayContaining(lines(expected)));
  const counts = (each: typeof said) => lines(each).filter((text) => !text.startsWith('/page/'));
  expect(counts(said)).toEqual(counts(expected));
  const requests = (each: typeof said) =>
    Number(/^(\d+) requests, at most 5 at the same time$/.exec(each.at(-1)!.text)![1]);
  expect(requests(said)).toBeGreaterThanOrEqual(200);
  expect(requests(said)).toBeLessThanOrEqual(200 + retries(said));
  expect(requests(expected)).toBe(213);
});

test(
  'stopped at eight random moments, it ends and leaves no socket, and the account is true',
  { timeout: 60_000 },
  async () => {
    const atSomeTime = () => stopCrawl(Math.random() * 3000);
    const run = await runProgram(() => Promise.all(Array.from({ length: 8 }, atSomeTime)), { clock: 'real' });
    for (const { ms, wrong } of valueOf<Stopped[]>(run)) {
      expect(wrong).toEqual([]);
      expect(ms).toBeLessThan(20_000);
    }
    expect(run.leaks).toEqual([]);
    await expect.poll(() => process.getActiveResourcesInfo().filter((name) => /^TCP/.test(name))).toEqual([]);
  },
);

// Windows has no SIGINT to send.
test.skipIf(process.platform === 'win32').each(['12-crawler.ts', '12-crawler.plain.ts'])(
  'Ctrl+C stops %s, with a summary that adds up, and it ends by itself with status 130',
  { timeout: 60_000 },
  async (script) => {
    const { ms, wrong } = await interrupt(script, Math.random() * 1500);
    expect(wrong).toEqual([]);
    expect(ms).toBeLessThan(20_000);
  },
);

test('a bad argument is refused in one line that says what was given and what is accepted', async () => {
  const { outcome } = await runProgram(() => main(['many'], never));
  expect(outcome).toMatchObject({
    error: { message: 'limit takes a whole number from 1 to 1000; it was given "many".' },
  });
});

test('the plain program refuses an argument that it does not know', async () => {
  const { status, errors } = await new Promise<{ status: unknown; errors: string }>((resolve) => {
    execFile(
      process.execPath,
      [...command('12-crawler.plain.ts'), 'fast'],
      surroundings,
      (error, _, errors) => resolve({ status: error?.code, errors }),
    );
  });
  expect({ status, errors }).toEqual({
    status: 2,
    errors: 'This program takes "bug" or nothing; it was given "fast".\n',
  });
});
