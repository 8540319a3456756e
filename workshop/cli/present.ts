import { howToReach, surroundings } from '../page/address.ts';
import { presentation } from '../page/present-view.ts';
import { serve } from '../page/server.ts';
import { UsageError } from '../runtime/arguments.ts';
import { stepCalled } from '../catalog/steps.ts';
import { readWords } from './read-words.ts';
import { untilStopped } from './until-stopped.ts';

/** npm start present 3: a lesson for a room, one part at a time, in large type. Ctrl+C ends it. */
export async function present(args: string[]): Promise<number> {
  const { words } = readWords(args, [], 1);
  if (words[0] === undefined) throw new UsageError('Which step? As in: npm start present 3');
  const serving = await serve(presentation(stepCalled(words[0])));
  process.stdout.write(`${howToReach(serving, surroundings()).join('\n')}\n`);
  const status = await untilStopped();
  await serving.close();
  return status;
}
