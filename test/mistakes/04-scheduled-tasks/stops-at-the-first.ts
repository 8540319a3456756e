// not-awaited: Promise.race is content with the first, and the other one still runs
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
  await Promise.race([adaTask, graceTask]);
  return arrived;
}
