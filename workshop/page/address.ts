import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { urlOf } from '../catalog/steps.ts';
import type { Place, Serving } from './server.ts';
import { showInBrowser } from './show-in-browser.ts';

const file = '.workshop/page.json';

/** Where the page was last time, so that one that is still open can go on; nothing where that is not known. */
export function lastPlace(): Place | undefined {
  try {
    const { port, token } = JSON.parse(readFileSync(urlOf(file), 'utf8')) as Partial<Place>;
    if (!Number.isInteger(port) || port! < 1024 || port! > 65_535 || !/^[\w-]{24}$/.test(token ?? ''))
      return undefined;
    return { port: port!, token: token! };
  } catch {
    return undefined;
  }
}

/** Remembers where the page is, for its owner only. Where nothing can be written, the next address is a new one. */
export function rememberPlace({ port, token }: Place): void {
  try {
    mkdirSync(urlOf('.workshop/'), { recursive: true });
    writeFileSync(urlOf(file), `${JSON.stringify({ port, token })}\n`, { mode: 0o600 });
    chmodSync(urlOf(file), 0o600);
  } catch {
    // Everything else works.
  }
}

/** Where this runs, as far as that changes how a browser gets here. */
export interface Surroundings {
  ssh: boolean;
  container: boolean;
  vscode: boolean;
  /** Whether somebody sits before it, with windows. */
  desktop: boolean;
}

export function surroundings(env: NodeJS.ProcessEnv = process.env): Surroundings {
  return {
    ssh: env['SSH_CONNECTION'] !== undefined || env['SSH_TTY'] !== undefined,
    container:
      env['REMOTE_CONTAINERS'] !== undefined || env['CODESPACES'] !== undefined || existsSync('/.dockerenv'),
    vscode: env['TERM_PROGRAM'] === 'vscode',
    desktop:
      ['darwin', 'win32'].includes(process.platform) ||
      env['DISPLAY'] !== undefined ||
      env['WAYLAND_DISPLAY'] !== undefined,
  };
}

/**
 * Shows the page in the browser of this desktop, if somebody sits before one; in VS Code it belongs beside the file.
 *
 * @returns whether a browser was asked
 */
export async function show(address: string, where: Surroundings): Promise<boolean> {
  const { desktop, ssh, container, vscode } = where;
  return desktop && !ssh && !container && !vscode && (await showInBrowser(address));
}

/**
 * The address of the page, and how to reach it from where the browser is, in lines.
 *
 * @param shown whether a browser was asked to show it
 */
export function waysThere(
  { address, port }: Pick<Serving, 'address' | 'port'>,
  { ssh, container, vscode }: Surroundings,
  shown: boolean,
): string[] {
  const byHand = vscode
    ? 'Beside your file: F1, "Simple Browser: Show", and paste the address. Or Ctrl+click it.'
    : 'Open it in a browser: most terminals do that with Ctrl+click.';
  return [
    address,
    shown ? 'Your browser is asked to show it.' : byHand,
    ...(ssh && !vscode
      ? ['This is another machine. On yours, run first:', `ssh -L ${port}:127.0.0.1:${port} this-machine`]
      : []),
    ...(container && !vscode
      ? [`This is a container. Inside it only can ${port} be reached, so let your editor forward that port.`]
      : []),
  ];
}

/** What a command says that serves a page until Ctrl+C, in lines. */
export function howToReach(
  serving: Pick<Serving, 'address' | 'port'>,
  where: Surroundings,
  shown: boolean,
): string[] {
  const [address = '', ...ways] = waysThere(serving, where, shown);
  return [
    address,
    '',
    ...ways,
    'No browser? Everything works here too: npm start',
    '',
    'Ctrl+C ends the page, and nothing is lost.',
  ];
}
