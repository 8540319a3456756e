import { log, now, sleep } from '#workshop';
import type { CrawlOptions, FetchPage, Page, Report } from '../../solutions/12-crawler.ts';
import { expectRun } from '../../workshop/coach/claim.ts';
import { runProgram, type Line, type Run } from '../../workshop/runtime/run-program.ts';
import { judge } from '../judge.ts';

/** A page of a pretended site. It takes `ms`, for each attempt; of its attempts the first `fails` fail. */
interface Plan {
  ms: number;
  links?: string[];
  fails?: number;
  /** How long it takes to stop (ms). */
  hangUp?: number;
}

/** A pretended site. Each page has a lane, which says what happens to its fetches. Its errors are `down 1`, `down 2` … */
function site(plans: Record<string, Plan>): FetchPage {
  const attempts = new Map<string, number>();
  return async (address, signal) => {
    const { ms, links = [], fails = 0, hangUp = 0 } = plans[address]!;
    const attempt = (attempts.get(address) ?? 0) + 1;
    attempts.set(address, attempt);
    log(address, 'asked for');
    try {
      await sleep(ms, { signal });
    } catch (reason) {
      if (hangUp > 0) await sleep(hangUp);
      log(address, 'stopped');
      throw reason;
    }
    log(address, attempt <= fails ? 'fails' : 'arrives');
    if (attempt <= fails) throw new Error(`down ${attempt}`);
    return { links };
  };
}

const never = new AbortController().signal;
const ctrlC = new Error('Ctrl+C');

/** The same site, as `explore` is given it. */
function simple(plans: Record<string, Plan>): (address: string) => Promise<Page> {
  const fetchPage = site(plans);
  return (address) => fetchPage(address, never);
}

/** A report in a line, with its time: `0.301s home fetched`. */
function said({ address, outcome, error }: Report): string {
  const because = error instanceof Error ? `: ${error.name === 'Error' ? error.message : error.name}` : '';
  return `${now() / 1000}s ${address} ${outcome}${because}`;
}

async function read(reports: AsyncIterable<Report>): Promise<string[]> {
  const all: string[] = [];
  for await (const report of reports) all.push(said(report));
  return all;
}

/** Aborts after so many milliseconds, with Ctrl+C as its reason. */
function abortsAfter(ms: number): AbortSignal {
  const controller = new AbortController();
  void sleep(ms).then(() => controller.abort(ctrlC));
  return controller.signal;
}

const fromHome = (given: Partial<CrawlOptions>): CrawlOptions => ({
  start: 'home',
  limit: 5,
  deadline: 60_000,
  signal: never,
  ...given,
});

/**
 * Fetches that start in the same moment may do so in any order: here they are in that of their names. The
 * reader of the reports comes last.
 */
function sorted(run: Run): Run {
  const lines = run.lines.map((line, place) => {
    const isStart = ({ at, text }: Line) => at === line.at && text === 'asked for';
    if (!isStart(line)) return line;
    const before = run.lines.slice(0, place).filter(isStart).length;
    return run.lines.filter(isStart).sort((a, b) => (a.lane < b.lane ? -1 : 1))[before]!;
  });
  const isReader = ({ lane }: Line) => lane === 'main';
  return { ...run, lines: lines.sort((a, b) => a.at - b.at || Number(isReader(a)) - Number(isReader(b))) };
}

/** How a call ended, and when. */
async function ending(call: Promise<Page>): Promise<string> {
  const how = await call.then(
    ({ links }) => `links to ${links.join(', ')}`,
    (error: unknown) => (error === ctrlC ? 'stopped by Ctrl+C' : (error as Error).message),
  );
  return `${now() / 1000}s ${how}`;
}

export default judge<typeof import('../../solutions/12-crawler.ts')>('12-crawler', (claim) => {
  claim('explore', 'fetches and reports a page once, although three pages link to it', async ({ explore }) => {
    const run = await runProgram(async () => {
      const reports: string[] = [];
      const pages = {
        home: { ms: 103, links: ['news', 'shop', 'help'] },
        news: { ms: 201, links: ['help'] },
        shop: { ms: 307, links: ['help'] },
        help: { ms: 409 },
      };
      const report = ({ address, outcome }: Report) => reports.push(`${address} ${outcome}`);
      await explore(simple(pages), 'home', report);
      return reports;
    });
    expectRun(run, {
      takes: 512,
      sum: '0.103 for home + max(0.201, 0.307, 0.409)',
      returns: ['home fetched', 'news fetched', 'shop fetched', 'help fetched'],
    });
  });

  claim('explore', 'a page that fails is reported as failed, and the others go on', async ({ explore }) => {
    const run = await runProgram(async () => {
      const reports: string[] = [];
      const pages = {
        home: { ms: 107, links: ['shop', 'news', 'jobs'] },
        shop: { ms: 101, fails: 1 },
        news: { ms: 203, links: ['team'] },
        jobs: { ms: 401, fails: 1 },
        team: { ms: 503 },
      };
      await explore(simple(pages), 'home', (report) => reports.push(said(report)));
      return reports;
    });
    expectRun(run, {
      prints: `
        0.0s    home  asked for
        0.107s  home  arrives
        0.107s  shop  asked for
        0.107s  news  asked for
        0.107s  jobs  asked for
        0.208s  shop  fails
        0.31s   news  arrives
        0.31s   team  asked for
        0.508s  jobs  fails
        0.813s  team  arrives
      `,
      takes: 813,
      sum: '0.107 for home + 0.203 for news + 0.503 for team',
      returns: [
        '0.107s home fetched',
        '0.208s shop failed: down 1',
        '0.31s news fetched',
        '0.508s jobs failed: down 1',
        '0.813s team fetched',
      ],
    });
  });

  claim('explore', 'comes to an end when pages link to each other and to themselves', async ({ explore }) => {
    const run = await runProgram(async () => {
      const reports: string[] = [];
      const pages = {
        home: { ms: 109, links: ['home', 'news', 'news', 'help'] },
        news: { ms: 211, links: ['help', 'home'] },
        help: { ms: 313, links: ['news', 'help'] },
      };
      await explore(simple(pages), 'home', (report) => reports.push(said(report)));
      return reports;
    });
    expectRun(run, {
      prints: `
        0.0s    home  asked for
        0.109s  home  arrives
        0.109s  news  asked for
        0.109s  help  asked for
        0.32s   news  arrives
        0.422s  help  arrives
      `,
      takes: 422,
      sum: '0.109 for home + max(0.211, 0.313)',
      returns: ['0.109s home fetched', '0.32s news fetched', '0.422s help fetched'],
    });
  });

  claim('explore', 'if the first page fails, that is the only report', async ({ explore }) => {
    const run = await runProgram(async () => {
      const reports: Report[] = [];
      await explore(simple({ home: { ms: 307, fails: 1 } }), 'home', (report) => reports.push(report));
      return reports.map(({ address, outcome, error }) => [address, outcome, (error as Error).message]);
    });
    expectRun(run, { takes: 307, sum: 'home', returns: [['home', 'failed', 'down 1']] });
  });

  claim('patient', 'three calls with two slots: the third waits for the first to end', async ({ patient }) => {
    const run = await runProgram(() => {
      const fetchPage = patient(site({ a: { ms: 701, links: ['x'] }, b: { ms: 901 }, c: { ms: 401 } }), 2);
      return Promise.all(['a', 'b', 'c'].map((address) => ending(fetchPage(address, never))));
    });
    expectRun(run, {
      limit: 2,
      prints: `
        0.0s    a  asked for
        0.0s    b  asked for
        0.701s  a  arrives
        0.701s  c  asked for
        0.901s  b  arrives
        1.102s  c  arrives
      `,
      takes: 1102,
      sum: '0.701 for a + 0.401 for c',
      returns: ['0.701s links to x', '0.901s links to ', '1.102s links to '],
    });
  });

  claim('patient', 'the third attempt succeeds, after two pauses of 0.3 s', async ({ patient }) => {
    const run = await runProgram(() => {
      const fetchPage = patient(site({ news: { ms: 203, links: ['team', 'jobs'], fails: 2 } }), 3);
      return ending(fetchPage('news', never));
    });
    expectRun(run, {
      prints: `
        0.0s    news  asked for
        0.203s  news  fails
        0.503s  news  asked for
        0.706s  news  fails
        1.006s  news  asked for
        1.209s  news  arrives
      `,
      takes: 1209,
      sum: '3 × 0.203 + 2 × 0.3',
      returns: '1.209s links to team, jobs',
    });
  });

  claim('patient', 'after three failures rejects with the third error, without a pause', async ({ patient }) => {
    const run = await runProgram(() => {
      const fetchPage = patient(site({ shop: { ms: 101, fails: 9 } }), 1);
      return fetchPage('shop', never);
    });
    expectRun(run, {
      prints: `
        0.0s    shop  asked for
        0.101s  shop  fails
        0.401s  shop  asked for
        0.502s  shop  fails
        0.802s  shop  asked for
        0.903s  shop  fails
      `,
      takes: 903,
      sum: '3 × 0.101 + 2 × 0.3',
      fails: { name: 'Error', message: 'down 3' },
    });
  });

  claim('patient', 'gives each of the three attempts 1.0 s of its own', async ({ patient }) => {
    const run = await runProgram(async () => {
      const fetchPage = patient(site({ slow: { ms: 5003 } }), 2);
      return fetchPage('slow', never).catch((error: Error) => error.name);
    });
    expectRun(run, {
      prints: `
        0.0s  slow  asked for
        1.0s  slow  stopped
        1.3s  slow  asked for
        2.3s  slow  stopped
        2.6s  slow  asked for
        3.6s  slow  stopped
      `,
      takes: 3600,
      sum: '3 × 1.0 + 2 × 0.3',
      returns: 'TimeoutError',
    });
  });

  claim('patient', 'a call keeps its only slot through attempts and pauses', async ({ patient }) => {
    const run = await runProgram(() => {
      const fetchPage = patient(
        site({ a: { ms: 103, fails: 9 }, b: { ms: 207, fails: 1 }, c: { ms: 109 } }),
        1,
      );
      return Promise.all(['a', 'b', 'c'].map((address) => ending(fetchPage(address, never))));
    });
    expectRun(run, {
      limit: 1,
      prints: `
        0.0s    a  asked for
        0.103s  a  fails
        0.403s  a  asked for
        0.506s  a  fails
        0.806s  a  asked for
        0.909s  a  fails
        0.909s  b  asked for
        1.116s  b  fails
        1.416s  b  asked for
        1.623s  b  arrives
        1.623s  c  asked for
        1.732s  c  arrives
      `,
      takes: 1732,
      sum: '0.909 for a + 0.714 for b + 0.109 for c',
      returns: ['0.909s down 3', '1.623s links to ', '1.732s links to '],
    });
  });

  claim('patient', 'a call that is stopped makes no further attempt, and others go on', async ({ patient }) => {
    const run = await runProgram(() => {
      const fetchPage = patient(
        site({ a: { ms: 901 }, b: { ms: 103, fails: 9 }, c: { ms: 201 }, d: { ms: 307, fails: 1 } }),
        3,
      );
      const stop = abortsAfter(311);
      return Promise.all([
        ending(fetchPage('a', stop)), // during its attempt
        ending(fetchPage('b', stop)), // during its pause
        ending(fetchPage('d', never)),
        ending(fetchPage('c', never)),
      ]);
    });
    expectRun(run, {
      prints: `
        0.0s    a  asked for
        0.0s    b  asked for
        0.0s    d  asked for
        0.103s  b  fails
        0.307s  d  fails
        0.311s  a  stopped
        0.311s  c  asked for
        0.512s  c  arrives
        0.607s  d  asked for
        0.914s  d  arrives
      `,
      takes: 914,
      sum: '2 × 0.307 + 0.3 for d; a and b end at 0.311',
      returns: ['0.311s stopped by Ctrl+C', '0.311s stopped by Ctrl+C', '0.914s links to ', '0.512s links to '],
    });
  });

  claim('patient', 'a call that is stopped without a slot never fetches', async ({ patient }) => {
    const run = await runProgram(async () => {
      const fetchPage = patient(site({ a: { ms: 601 }, b: { ms: 203 }, c: { ms: 103 } }), 1);
      const a = ending(fetchPage('a', never));
      const b = fetchPage('b', abortsAfter(307)).catch((error: unknown) => error === ctrlC);
      const c = ending(fetchPage('c', never));
      return [await a, await b, await c];
    });
    expectRun(run, {
      prints: `
        0.0s    a  asked for
        0.601s  a  arrives
        0.601s  c  asked for
        0.704s  c  arrives
      `,
      takes: 704,
      sum: '0.601 for a + 0.103 for c',
      returns: ['0.601s links to ', true, '0.704s links to '],
    });
  });

  claim('crawl', 'gives each report as it comes, with two fetches at a time', async ({ crawl }) => {
    const run = await runProgram(async () => {
      const pages = {
        home: { ms: 103, links: ['news', 'shop', 'help'] },
        news: { ms: 307, links: ['home', 'team'] },
        shop: { ms: 211, links: ['help', 'cart'] },
        help: { ms: 401 },
        team: { ms: 203 },
        cart: { ms: 109 },
      };
      const reports = crawl(site(pages), fromHome({ limit: 2 }));
      for await (const { address, outcome } of reports) log(`${address} ${outcome}`);
    });
    expectRun(sorted(run), {
      limit: 2,
      prints: `
        0.0s    home  asked for
        0.103s  home  arrives
        0.103s  news  asked for
        0.103s  shop  asked for
        0.103s  main  home fetched
        0.314s  shop  arrives
        0.314s  help  asked for
        0.314s  main  shop fetched
        0.41s   news  arrives
        0.41s   cart  asked for
        0.41s   main  news fetched
        0.519s  cart  arrives
        0.519s  team  asked for
        0.519s  main  cart fetched
        0.715s  help  arrives
        0.715s  main  help fetched
        0.722s  team  arrives
        0.722s  main  team fetched
      `,
      takes: 722,
      sum: '0.103 for home + 0.307 for news + 0.109 for cart + 0.203 for team',
    });
  });

  claim('crawl', 'fetches a page that fails twice a third time, and reports failures', async ({ crawl }) => {
    const run = await runProgram(() => {
      const pages = {
        home: { ms: 101, links: ['shop', 'news'], fails: 2 },
        shop: { ms: 203, fails: 9 },
        news: { ms: 1503 },
      };
      return read(crawl(site(pages), fromHome({})));
    });
    expectRun(sorted(run), {
      prints: `
        0.0s    home  asked for
        0.101s  home  fails
        0.401s  home  asked for
        0.502s  home  fails
        0.802s  home  asked for
        0.903s  home  arrives
        0.903s  news  asked for
        0.903s  shop  asked for
        1.106s  shop  fails
        1.406s  shop  asked for
        1.609s  shop  fails
        1.903s  news  stopped
        1.909s  shop  asked for
        2.112s  shop  fails
        2.203s  news  asked for
        3.203s  news  stopped
        3.503s  news  asked for
        4.503s  news  stopped
      `,
      takes: 4503,
      sum: '0.903 for home + 3 × 1.0 + 2 × 0.3 for news',
      returns: ['0.903s home fetched', '2.112s shop failed: down 3', '4.503s news failed: TimeoutError'],
    });
  });

  claim('crawl', 'stops at its deadline of 0.9 s, and tells what is left', async ({ crawl }) => {
    const run = await runProgram(async () => {
      const pages = {
        home: { ms: 207, links: ['news', 'shop', 'help'] },
        news: { ms: 301, links: ['team'] },
        shop: { ms: 809 },
        help: { ms: 503 },
        team: { ms: 103 },
      };
      const reports = await read(crawl(site(pages), fromHome({ limit: 2, deadline: 900 })));
      return [...reports.slice(0, 2), ...reports.slice(2).sort()];
    });
    expectRun(sorted(run), {
      limit: 2,
      prints: `
        0.0s    home  asked for
        0.207s  home  arrives
        0.207s  news  asked for
        0.207s  shop  asked for
        0.508s  news  arrives
        0.508s  help  asked for
        0.9s    shop  stopped
        0.9s    help  stopped
      `,
      takes: 900,
      sum: 'the deadline',
      returns: [
        '0.207s home fetched',
        '0.508s news fetched',
        '0.9s help left',
        '0.9s shop left',
        '0.9s team left',
      ],
    });
  });

  claim('crawl', 'stops when its signal aborts, even during a pause', async ({ crawl }) => {
    const run = await runProgram(async () => {
      const pages = {
        home: { ms: 101, links: ['a', 'b', 'c'] },
        a: { ms: 203, fails: 1 },
        b: { ms: 907 },
        c: { ms: 101, fails: 9 },
      };
      const reports = await read(crawl(site(pages), fromHome({ signal: abortsAfter(1003) })));
      return [...reports.slice(0, 1), ...reports.slice(1).sort()];
    });
    expectRun(sorted(run), {
      prints: `
        0.0s    home  asked for
        0.101s  home  arrives
        0.101s  a     asked for
        0.101s  b     asked for
        0.101s  c     asked for
        0.202s  c     fails
        0.304s  a     fails
        0.502s  c     asked for
        0.603s  c     fails
        0.604s  a     asked for
        0.807s  a     arrives
        0.903s  c     asked for
        1.003s  b     stopped
        1.003s  c     stopped
      `,
      takes: 1003,
      sum: 'until the signal aborts',
      returns: ['0.101s home fetched', '0.807s a fetched', '1.003s b left', '1.003s c left'],
    });
  });

  claim('crawl', 'leaves the first page if the signal has aborted before', async ({ crawl }) => {
    const run = await runProgram(() =>
      read(crawl(site({ home: { ms: 103 } }), fromHome({ signal: AbortSignal.abort(ctrlC) }))),
    );
    expectRun(sorted(run), { prints: '', takes: 0, sum: 'nothing is fetched', returns: ['0s home left'] });
  });

  claim('crawl', 'stops all fetches when the loop is left early, and waits for them', async ({ crawl }) => {
    const run = await runProgram(async () => {
      const pages = {
        home: { ms: 103, links: ['a', 'b', 'c'] },
        a: { ms: 203 },
        b: { ms: 907, hangUp: 109 },
        c: { ms: 401 },
      };
      for await (const { address } of crawl(site(pages), fromHome({}))) {
        if (address === 'a') break;
      }
      log('goes on');
      await sleep(2000);
    });
    expectRun(sorted(run), {
      prints: `
        0.0s    home  asked for
        0.103s  home  arrives
        0.103s  a     asked for
        0.103s  b     asked for
        0.103s  c     asked for
        0.306s  a     arrives
        0.306s  c     stopped
        0.415s  b     stopped
        0.415s  main  goes on
      `,
      takes: 2415,
      sum: '0.306 until a has come + 0.109 until b has stopped + 2.0 that the test waits',
    });
  });

  claim('crawl', 'goes on while the loop is busy, and loses no report', async ({ crawl }) => {
    const run = await runProgram(async () => {
      const pages = {
        home: { ms: 103, links: ['a', 'b'] },
        a: { ms: 201, links: ['c'] },
        b: { ms: 307 },
        c: { ms: 409 },
      };
      const all: string[] = [];
      for await (const report of crawl(site(pages), fromHome({}))) {
        all.push(said(report));
        await sleep(1000);
      }
      return all;
    });
    expectRun(sorted(run), {
      limit: 2,
      prints: `
        0.0s    home  asked for
        0.103s  home  arrives
        0.103s  a     asked for
        0.103s  b     asked for
        0.304s  a     arrives
        0.304s  c     asked for
        0.41s   b     arrives
        0.713s  c     arrives
      `,
      takes: 4103,
      sum: '0.103 until the first report + 4 × 1.0 in the loop',
      returns: ['0.103s home fetched', '1.103s a fetched', '2.103s b fetched', '3.103s c fetched'],
    });
  });
});
