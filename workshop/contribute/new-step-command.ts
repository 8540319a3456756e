import { UsageError } from '../runtime/arguments.ts';
import { instructions, newStep } from './new-step.ts';

// npm run new-step 12 my-topic: makes the files of a step, and says what to do with them.
try {
  console.log(instructions(newStep(process.argv.slice(2))));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
