import { statSync, watch, type FSWatcher } from 'node:fs';

/** How often we look without being told, in ms: some drives, such as those of containers, tell nobody of a save. */
const every = 700;
/** How long to wait after we are told, in ms: an editor empties a file, or moves it away, before it writes it anew. */
const settle = 12;

/**
 * Calls `look` a moment after something has happened in a folder, and from time to time without that. So it does not
 * matter in which way an editor saves: writing in place, or renaming, writing anew and removing.
 *
 * @returns how to stop
 */
export function watchFolder(folder: string, look: () => void): () => void {
  let watcher: FSWatcher | undefined;
  let watched: number | undefined;
  let soon: NodeJS.Timeout | undefined;
  let again: NodeJS.Timeout | undefined;
  const told = () => {
    clearTimeout(soon);
    clearTimeout(again);
    soon = setTimeout(look, settle);
    // Two saves in a moment may be told as one.
    again = setTimeout(look, settle + 100);
  };
  const open = () => {
    try {
      watcher = watch(folder, told).on('error', close);
      watched = numberOf(folder);
    } catch {
      close();
    }
  };
  const close = () => {
    watcher?.close();
    watcher = undefined;
  };
  open();
  const often = setInterval(() => {
    look();
    // A folder that was exchanged by another, as git does, is no longer the one that is watched.
    if (watcher && watched === numberOf(folder)) return;
    close();
    open();
  }, every);
  return () => {
    close();
    for (const timer of [soon, again]) clearTimeout(timer);
    clearInterval(often);
  };
}

function numberOf(folder: string): number | undefined {
  return statSync(folder, { throwIfNoEntry: false })?.ino;
}
