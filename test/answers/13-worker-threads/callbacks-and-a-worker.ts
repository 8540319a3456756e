// No pool anywhere: a Worker whose few lines import the module and call it, and callbacks instead of try and finally.
import { Worker } from 'node:worker_threads';

export function runInThread<Result>(file: URL, value: unknown, signal: AbortSignal): Promise<Result> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return settle<Result>(new Worker(file, { workerData: value, execArgv: [] }), signal);
}

export function buildReport<Report>(file: URL, rows: unknown): Promise<Report> {
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    import(workerData.file).then(({ default: calculate }) => parentPort.postMessage(calculate(workerData.rows)));
  `;
  const worker = new Worker(code, { eval: true, execArgv: [], workerData: { file: file.href, rows } });
  return settle<Report>(worker, new AbortController().signal);
}

function settle<Result>(worker: Worker, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    let outcome: (() => void) | undefined;
    const end = (how: () => void) => {
      outcome ??= how;
      void worker.terminate();
    };
    const onAbort = () => end(() => reject(signal.reason as Error));
    signal.addEventListener('abort', onAbort);
    worker.on('message', (result: Result) => end(() => resolve(result)));
    worker.on('error', (error) => end(() => reject(error)));
    worker.on('exit', (status) => {
      signal.removeEventListener('abort', onAbort);
      if (outcome) outcome();
      else reject(new Error(`exit code ${status}`));
    });
  });
}
