/** A name of JavaScript or Node that a lesson has to teach, and how it looks in code. */
export interface PlatformName {
  name: string;
  found: RegExp;
  /** Looked for in strings, too: the name of a module is one. */
  inStrings?: true;
  /** A reader may have a function or class of this name, and then it is not the platform's. */
  mayBeOwn?: true;
  /** Counts only where this is in the same piece of code. */
  beside?: RegExp;
}

/** What is taught by name. `<!-- new: … -->` in a lesson uses these names, letter for letter. */
export const platformNames: PlatformName[] = [
  { name: 'async', found: /\basync\b/ },
  { name: 'await', found: /\bawait\b/ },
  { name: 'Promise.all', found: /\bPromise\.all\b/ },
  { name: 'Promise.allSettled', found: /\bPromise\.allSettled\b/ },
  { name: 'Promise.any', found: /\bPromise\.any\b/ },
  { name: 'Promise.race', found: /\bPromise\.race\b/ },
  { name: 'new Promise', found: /\bnew Promise\b/ },
  { name: 'Promise.resolve', found: /\bPromise\.resolve\b/ },
  { name: 'Promise.reject', found: /\bPromise\.reject\b/ },
  { name: '.then', found: /\.then\b/ },
  { name: '.catch', found: /\.catch\b/ },
  { name: '.finally', found: /\.finally\b/ },
  { name: 'setTimeout', found: /\bsetTimeout\b/ },
  { name: 'clearTimeout', found: /\bclearTimeout\b/ },
  { name: 'setInterval', found: /\bsetInterval\b/ },
  { name: 'setImmediate', found: /\bsetImmediate\b/ },
  { name: 'queueMicrotask', found: /\bqueueMicrotask\b/ },
  { name: 'process.nextTick', found: /\bprocess\.nextTick\b/ },
  { name: 'AbortController', found: /\bAbortController\b|\bAbortSignal\b(?!\.)|(?<!\.)\bsignal\b/ },
  { name: 'AbortSignal.timeout', found: /\bAbortSignal\.timeout\b/ },
  { name: 'AbortSignal.any', found: /\bAbortSignal\.any\b/ },
  { name: 'throwIfAborted', found: /\bthrowIfAborted\b/ },
  { name: "addEventListener('abort')", found: /\baddEventListener\(\s*['"]abort['"]/, inStrings: true },
  { name: 'AsyncLocalStorage', found: /\bAsyncLocalStorage\b/ },
  { name: 'for await', found: /\bfor await\b/ },
  { name: 'async function*', found: /\basync\s*(?:function\s*)?\*/ },
  { name: 'Symbol.asyncIterator', found: /\bSymbol\.asyncIterator\b/ },
  { name: 'fetch', found: /(?<![.\w$])fetch\(/, mayBeOwn: true },
  { name: 'AggregateError', found: /\bAggregateError\b/ },
  { name: 'try/finally around await', found: /\bfinally\s*\{/, beside: /\bawait\b/ },
  { name: 'node:timers/promises', found: /\btimers\/promises\b/, inStrings: true },
  { name: 'node:events', found: /\bnode:events\b/, inStrings: true },
  { name: 'node:stream', found: /\bnode:stream\b/, inStrings: true },
  { name: 'node:readline', found: /\bnode:readline\b/, inStrings: true },
  { name: 'Worker', found: /\bnew Worker\b|\bnode:worker_threads\b/, inStrings: true },
  { name: 'Atomics', found: /\bAtomics\./ },
];
