import { openPage } from '../page/open-page.ts';
import { readWords, stepOrCurrent } from './read-words.ts';
import { serveUntilStopped } from './serve-until-stopped.ts';

/** npm start page 3: lesson, verdict and your own run beside the editor, in a browser. Ctrl+C ends it. */
export async function page(args: string[]): Promise<number> {
  const { words } = readWords(args, [], 1);
  const step = await stepOrCurrent(words[0]);
  const serving = await openPage();
  return serveUntilStopped(serving, `${serving.address}${step.name}.html`);
}
