import { howToReach, show, surroundings } from '../page/address.ts';
import type { Serving } from '../page/server.ts';

/** Says where a page is, shows it where there is a desktop, and closes it at Ctrl+C. @returns the exit status */
export async function serveUntilStopped(
  { port, close }: Pick<Serving, 'port' | 'close'>,
  address: string,
): Promise<number> {
  const where = surroundings();
  const shown = process.stdout.isTTY && (await show(address, where));
  process.stdout.write(`${howToReach({ address, port }, where, shown).join('\n')}\n`);
  const status = await new Promise<number>((resolve) => {
    process.once('SIGINT', () => resolve(130));
    process.once('SIGTERM', () => resolve(143));
    process.once('SIGHUP', () => resolve(129));
  });
  await close();
  return status;
}
