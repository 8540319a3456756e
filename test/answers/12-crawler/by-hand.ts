// Everything by hand: counters, a list of those who wait, and a promise that wakes the loop.
import { sleep } from '#workshop';
import type { CrawlOptions, FetchPage, Page, Report } from '../../../solutions/12-crawler.ts';

export function explore(
  fetchPage: (address: string) => Promise<Page>,
  start: string,
  report: (report: Report) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const known: Record<string, true> = {};
    let open = 0;
    const begin = (address: string) => {
      if (known[address]) return;
      known[address] = true;
      open += 1;
      void fetchPage(address)
        .then(
          ({ links }) => {
            report({ address, outcome: 'fetched' });
            for (const link of links) begin(link);
          },
          (error: unknown) => report({ address, outcome: 'failed', error }),
        )
        .then(() => {
          open -= 1;
          if (open === 0) resolve();
        });
    };
    begin(start);
  });
}

export function patient(fetchPage: FetchPage, limit: number): FetchPage {
  let free = limit;
  const waiting: (() => void)[] = [];

  const once = async (address: string, signal: AbortSignal): Promise<Page> => {
    const controller = new AbortController();
    const pass = () => controller.abort(signal.reason);
    signal.addEventListener('abort', pass, { once: true });
    const tooLate = () => controller.abort(new DOMException('more than a second', 'TimeoutError'));
    const timer = setTimeout(tooLate, 1000);
    try {
      return await fetchPage(address, controller.signal);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', pass);
    }
  };

  return async (address, signal) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve)); // the slot is handed over
    try {
      let last: unknown;
      for (const delay of [0, 300, 300]) {
        if (delay > 0) await sleep(delay, { signal });
        signal.throwIfAborted();
        try {
          return await once(address, signal);
        } catch (error) {
          last = error;
        }
      }
      signal.throwIfAborted();
      throw last;
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

export async function* crawl(
  fetchPage: FetchPage,
  { start, limit, deadline, signal }: CrawlOptions,
): AsyncGenerator<Report> {
  const stop = new AbortController();
  const stopNow = () => stop.abort();
  signal.addEventListener('abort', stopNow, { once: true });
  if (signal.aborted) stopNow();
  const timer = setTimeout(stopNow, deadline);

  const reports: Report[] = [];
  let wake = () => {};
  let ended = false;
  const careful = patient(fetchPage, limit);
  const exploring = explore(
    (address) => careful(address, stop.signal),
    start,
    (report) => {
      const { address, error } = report;
      const isLeft = stop.signal.aborted && error === stop.signal.reason;
      reports.push(isLeft ? { address, outcome: 'left' } : report);
      wake();
    },
  ).then(() => {
    ended = true;
    wake();
  });
  try {
    for (;;) {
      const report = reports.shift();
      if (report) yield report;
      else if (ended) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stopNow);
    stopNow();
    await exploring;
  }
}
