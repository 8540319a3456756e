/** Waits for Ctrl+C, or for another request to stop. @returns the exit status that says so */
export function untilStopped(): Promise<number> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve(130));
    process.once('SIGTERM', () => resolve(143));
    process.once('SIGHUP', () => resolve(129));
  });
}
