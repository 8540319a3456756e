// A process that judges many answers to one exercise: reads their paths from its parent, a message each, and says what the
// coach says to each. The parent ends it when an answer does not come to an end.

import { pathToFileURL } from 'node:url';
import { hold, type Exercise } from '../coach/claim.ts';
import { watchOver } from '../coach/guards.ts';
import { findStep, urlOf } from '../catalog/steps.ts';

/** What is asked. */
export interface Asked {
  file: string;
  about: string;
}

/** What is answered. */
export interface Judged {
  /** Whether every claim about that function holds. */
  passed: boolean;
  /** The cause that the learner is shown, by name, and the message of that claim. */
  id?: string;
  message?: string;
}

// An answer that never ends must not outlive the parent that would end it.
await watchOver();
const step = findStep(process.argv[2] ?? '');
if (!step) throw new Error(`There is no step ${process.argv[2]}.`);
const { default: exercise } = (await import(urlOf(step.claims).href)) as { default: Exercise };
const solution = (await import(urlOf(step.solution).href)) as Record<string, unknown>;
process.on('message', (asked: Asked) => void judge(asked).then((judged) => process.send?.(judged)));
process.on('unhandledRejection', () => {});
process.send?.('ready');

async function judge({ file, about }: Asked): Promise<Judged> {
  try {
    const own = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
    for (const claim of exercise.claims.filter((each) => each.about === about)) {
      const failure = await hold(claim, { ...solution, ...own });
      if (!failure) continue;
      const { diagnosis, message } = failure;
      return { passed: false, ...(diagnosis && { id: diagnosis.id }), message: `${claim.text}\n${message}` };
    }
    return { passed: true };
  } catch (error) {
    return { passed: false, message: String(error) };
  }
}
