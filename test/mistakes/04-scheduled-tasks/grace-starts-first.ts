// wrong-order: Grace is sent off before Ada
import { createTask } from '#workshop';

export async function raceToTheMilk(
  ada: () => Promise<void>,
  grace: () => Promise<void>,
  go: () => void,
): Promise<string[]> {
  const arrived: string[] = [];
  const runners = { Grace: grace, Ada: ada };
  const tasks = Object.entries(runners).map(([name, run]) =>
    createTask(async () => {
      await run().then(
        () => arrived.push(name),
        () => {},
      );
    }),
  );
  go();
  for (const task of tasks) await task;
  return arrived;
}
