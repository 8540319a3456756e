// lost-arrival-order: the names are noted in the order of the awaits, not of the arrivals
import { createTask } from '#workshop';

export async function raceToTheMilk(
  ada: () => Promise<void>,
  grace: () => Promise<void>,
  go: () => void,
): Promise<string[]> {
  const arrived: string[] = [];
  const adaTask = createTask(ada);
  const graceTask = createTask(grace);
  go();
  try {
    await adaTask;
    arrived.push('Ada');
  } catch {
    // A runner who gives up does not arrive.
  }
  try {
    await graceTask;
    arrived.push('Grace');
  } catch {
    // A runner who gives up does not arrive.
  }
  return arrived;
}
