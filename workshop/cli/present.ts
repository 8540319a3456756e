import { presentation } from '../page/present-view.ts';
import { serve } from '../page/server.ts';
import { UsageError } from '../runtime/arguments.ts';
import { stepCalled } from '../catalog/steps.ts';
import { readWords } from './read-words.ts';
import { serveUntilStopped } from './serve-until-stopped.ts';

/** npm start present 3: a lesson for a room, one part at a time, in large type. Ctrl+C ends it. */
export async function present(args: string[]): Promise<number> {
  const { words } = readWords(args, [], 1);
  if (words[0] === undefined) throw new UsageError('Which step? As in: npm start present 3');
  const serving = await serve(presentation(stepCalled(words[0])));
  return serveUntilStopped(serving, serving.address);
}
