// unnamed: posts a message that asks the thread to stop, and a thread that calculates reads no messages
import { Worker } from 'node:worker_threads';

export async function runInThread<Result>(file: URL, value: unknown, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  const thread = new Worker(file, { workerData: value, execArgv: [] });
  const stop = () => thread.postMessage('stop');
  signal.addEventListener('abort', stop);
  try {
    return await new Promise<Result>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', (status) => reject(new Error(`The thread ended with status ${status}.`)));
    });
  } finally {
    signal.removeEventListener('abort', stop);
    await thread.terminate();
  }
}
