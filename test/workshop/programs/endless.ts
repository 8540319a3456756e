import { createTask, log, run, sleep } from '#workshop';

export async function main(): Promise<void> {
  const milk = createTask(() => sleep(1000), { name: 'order milk' });
  log('begins');
  await sleep(100);
  while (!milk.done) await null;
}

await run(main, import.meta);
