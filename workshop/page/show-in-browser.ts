import { spawn } from 'node:child_process';

/** What hands an address to the browser that somebody has chosen, by system; elsewhere it is `xdg-open`. */
const openers: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Asks the browser of this desktop to show an address. @returns whether there was somebody to ask */
export function showInBrowser(address: string): Promise<boolean> {
  const [command = '', ...args] = openers[process.platform] ?? ['xdg-open'];
  return new Promise((resolve) => {
    // A browser that is started by this stays when we end.
    const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
    child.once('spawn', () => resolve(true));
    child.once('error', () => resolve(false));
    child.unref();
  });
}
