import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { folder } from '../catalog/steps.ts';

const hasGroups = process.platform !== 'win32';

/** Starts a Node process in a group of its own, so that whatever it starts can be stopped with it. */
export function startChild(args: string[], env: NodeJS.ProcessEnv, stdio: StdioOptions): ChildProcess {
  const { VITEST: _, ...clean } = process.env;
  return spawn(process.execPath, args, {
    cwd: folder,
    env: { ...clean, FORCE_COLOR: '0', ...env },
    stdio,
    detached: hasGroups,
    windowsHide: true,
  });
}

/** Stops it, and all that it started, wherever they are stuck. */
export function stopChild(child: ChildProcess): void {
  try {
    if (hasGroups && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
