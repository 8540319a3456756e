// leaked-listener: the listener on the signal stays after the result
import { Worker } from 'node:worker_threads';

export async function runInThread<Result>(file: URL, value: unknown, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  const thread = new Worker(file, { workerData: value, execArgv: [] });
  signal.addEventListener('abort', () => void thread.terminate());
  try {
    return await new Promise<Result>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', (status) => reject(new Error(`The thread ended with status ${status}.`)));
    });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    await thread.terminate();
  }
}
