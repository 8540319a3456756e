// deadlock: a thread that ends without a message settles nothing
import { Worker } from 'node:worker_threads';

export async function runInThread<Result>(file: URL, value: unknown, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  const thread = new Worker(file, { workerData: value, execArgv: [] });
  const stop = () => void thread.terminate();
  signal.addEventListener('abort', stop);
  try {
    return await new Promise<Result>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
      signal.addEventListener('abort', reject, { once: true });
    });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    await thread.terminate();
  }
}
