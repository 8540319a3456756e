import { createTask, log, run, seconds, settings, sleep } from '#workshop';

async function worker(job: string, ms: number): Promise<void> {
  log('started');
  await sleep(ms);
  log('done');
}

export async function main(args: string[]): Promise<void> {
  const times = settings(args, { milk: seconds(1), bread: seconds(2) });
  const milk = createTask(() => worker('order milk', times.milk), { name: 'order milk' });
  const bread = createTask(() => worker('order bread', times.bread), { name: 'order bread' });
  log('done scheduling tasks.');
  await milk;
  await bread;
  log('all done');
}

await run(main, import.meta);
