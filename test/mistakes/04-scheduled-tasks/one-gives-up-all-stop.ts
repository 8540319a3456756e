// uncaught-error: one who gives up ends the whole race, while the other one still runs
import { createTask } from '#workshop';

export async function raceToTheMilk(
  ada: () => Promise<void>,
  grace: () => Promise<void>,
  go: () => void,
): Promise<string[]> {
  const arrived: string[] = [];
  const adaTask = createTask(() => ada().then(() => arrived.push('Ada')));
  const graceTask = createTask(() => grace().then(() => arrived.push('Grace')));
  go();
  await Promise.all([adaTask, graceTask]);
  return arrived;
}
