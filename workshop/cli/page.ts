import { howToReach, lastPlace, rememberPlace, surroundings } from '../page/address.ts';
import { Live } from '../page/live.ts';
import { serve } from '../page/server.ts';
import { readWords, stepOrCurrent } from './read-words.ts';
import { untilStopped } from './until-stopped.ts';

/** npm start page 3: lesson, verdict and your own run beside the editor, in a browser. Ctrl+C ends it. */
export async function page(args: string[]): Promise<number> {
  const { words } = readWords(args, [], 1);
  const step = await stepOrCurrent(words[0]);
  const live = new Live();
  const serving = await serve(live, lastPlace());
  rememberPlace(serving);
  const address = `${serving.address}${step.name}.html`;
  process.stdout.write(`${howToReach({ ...serving, address }, surroundings()).join('\n')}\n`);
  const status = await untilStopped();
  await live.close();
  await serving.close();
  return status;
}
