import { block, createTask, log, run, sleep } from '#workshop';

async function step(name: string): Promise<void> {
  log(name, `${name}_1`);
  block(100);
  log(name, `${name}_wait`);
  await sleep(1000);
  log(name, `${name}_2`);
  block(100);
}

export async function main(args: string[]): Promise<void> {
  const names = ['A', 'B', 'C'];
  if (args[0] === 'in-order') {
    for (const name of names) await step(name);
  } else {
    for (const task of names.map((name) => createTask(() => step(name), { name }))) await task;
  }
}

await run(main, import.meta);
