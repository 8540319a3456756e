import { createHook, type AsyncHook, type HookCallbacks } from 'node:async_hooks';
import type { Program } from './program.ts';
import { currentScope } from './scope.ts';
import { readsTypeScript } from './typescript.ts';

/** Work that Node hands to other threads or to the system, and that comes back: a file, a look-up, a connection. */
const requests = [
  ...['FSREQCALLBACK', 'FSREQPROMISE', 'FILEHANDLECLOSEREQ'],
  ...['GETADDRINFOREQWRAP', 'GETNAMEINFOREQWRAP', 'QUERYWRAP'],
  ...['TCPCONNECTWRAP', 'PIPECONNECTWRAP', 'WRITEWRAP', 'SHUTDOWNWRAP', 'UDPSENDWRAP'],
];

/** What may answer at any time, or never. */
const endless: Record<string, string> = {
  TCPSERVERWRAP: 'a listening server',
  PIPESERVERWRAP: 'a listening server',
  TCPWRAP: 'an open socket',
  UDPWRAP: 'an open socket',
  PROCESSWRAP: 'a child process',
  WORKER: 'a worker thread',
  MESSAGEPORT: 'a message port',
  TTYWRAP: 'standard input',
  PIPEWRAP: 'standard input or a pipe',
  FSEVENTWRAP: 'a watched file',
  STATWATCHER: 'a watched file',
};

// Newer Nodes, and TypeScript runners there, read modules in the thread that asks for them.
const loadsInThisThread = readsTypeScript();

type Kind = 'request' | 'job' | 'zip' | 'handle' | 'timer';

const kinds = new Map<string, Kind>([
  ...requests.map((type) => [type, 'request'] as const),
  ...Object.keys(endless).map((type) => [type, 'handle'] as const),
  ['ZLIB', 'zip'],
  ['Timeout', 'timer'],
  ['Immediate', 'timer'],
]);

/** What an async resource is, by its type, if it is anything to us. */
function kindOf(type: string): Kind | undefined {
  // `node:crypto` does some of its jobs in this thread: only what their `run()` returns shows which.
  return kinds.get(type) ?? (type.endsWith('REQUEST') ? 'job' : undefined);
}

interface Resource {
  /** Whether it keeps the process alive; undefined once it has been closed. */
  hasRef?(): boolean | undefined;
  /** Of Node's own timers: their delay, and whether they fire again. */
  _idleTimeout?: number;
  _repeat?: number | null;
  /** Of Node's own timers: it has fired for the last time, or was cleared. */
  _destroyed?: boolean;
}

interface Hook extends HookCallbacks {
  /** Newer Nodes can leave promises out, which makes the watching nearly free. */
  trackPromises: boolean;
}

/**
 * Watches what a program has under way outside of its thread. A virtual clock needs to know: it waits for what will answer,
 * and must not pretend to know the time of anything else. On the real clock it tells a program that waits from one that is
 * stuck.
 */
export class Outside {
  readonly #program: Program;
  readonly #hook: AsyncHook;
  /** How many answers each of them still owes. */
  readonly #requests = new Map<number, number>();
  readonly #timers = new Map<number, { type: string; resource: Resource; owner: string | undefined }>();
  readonly #handles: { type: string; resource: Resource; own: boolean }[] = [];
  readonly #ports = activePorts();
  /** How many answers have come so far. */
  answers = 0;

  /** @param options.timers whether Node's own timers count: on the real clock */
  constructor(program: Program, { timers }: { timers: boolean }) {
    this.#program = program;
    // Node makes the handles of these when they are first looked at. They are nobody's work.
    void process.stdout;
    void process.stderr;
    const hook: Hook = {
      trackPromises: false,
      init: (id, type, _trigger, resource) => {
        const kind = kindOf(type);
        if (kind && (timers || kind !== 'timer')) this.#begins(kind, id, type, resource as Resource);
      },
      after: (id) => {
        this.#answered(id);
        // A program that goes on for hours must not keep all its timers.
        if (this.#timers.get(id)?.resource._destroyed) this.#timers.delete(id);
      },
    };
    this.#hook = createHook(hook).enable();
  }

  stop(): void {
    this.#hook.disable();
  }

  /** Whether something is under way that will come back. */
  get pending(): boolean {
    return this.#requests.size > 0 || this.#loadsModule;
  }

  /** What the program has open that may answer at any time or never, in words. */
  get endless(): string[] {
    const open = this.#handles.filter((handle) => handle.own && keepsAlive(handle));
    return [...new Set(open.map(({ type }) => endless[type]!))];
  }

  /** Whether anything at all could make this process go on: timers of the real clock, too. */
  get nothingLeft(): boolean {
    return !this.pending && ![...this.#liveTimers(), ...this.#handles].some(keepsAlive);
  }

  /** The timers of the real clock that the program has armed and that keep the process alive, by name and owner. */
  get timers(): { name: string; owner: string }[] {
    return this.#liveTimers().flatMap(({ type, resource, owner }) => {
      // An immediate is over in a moment: Node's own functions leave some behind.
      if (type === 'Immediate' || owner === undefined || !keepsAlive({ resource })) return [];
      return [
        { name: `${resource._repeat ? 'setInterval' : 'setTimeout'}(${resource._idleTimeout})`, owner },
      ];
    });
  }

  #liveTimers() {
    for (const [id, { resource }] of this.#timers) if (resource._destroyed) this.#timers.delete(id);
    return [...this.#timers.values()];
  }

  /**
   * While a thread of the TypeScript runner reads a module its port keeps the process alive. No hook tells of that.
   */
  get #loadsModule(): boolean {
    if (loadsInThisThread) return false;
    const own = this.#handles.filter((handle) => handle.type === 'MESSAGEPORT' && keepsAlive(handle));
    return activePorts() > this.#ports + own.length;
  }

  #begins(kind: Kind, id: number, type: string, resource: Resource): void {
    if (kind === 'request') this.#asked(id);
    else if (kind === 'job') this.#whenCalled(resource, 'run', id, (result) => !Array.isArray(result));
    // A zip stream lives long; it is at work from a write to its answer.
    else if (kind === 'zip') this.#whenCalled(resource, 'write', id, () => true);
    else {
      const job = currentScope()?.job;
      const own = job?.program === this.#program;
      if (kind === 'timer') this.#timers.set(id, { type, resource, owner: own ? job.name : undefined });
      else this.#handles.push({ type, resource, own });
    }
  }

  #asked(id: number): void {
    this.#requests.set(id, (this.#requests.get(id) ?? 0) + 1);
  }

  #answered(id: number): void {
    const owed = this.#requests.get(id);
    if (owed === undefined) return;
    this.answers += 1;
    if (owed > 1) this.#requests.set(id, owed - 1);
    else this.#requests.delete(id);
  }

  #whenCalled(resource: object, name: string, id: number, isUnderWay: (result: unknown) => boolean): void {
    const method: unknown = Reflect.get(resource, name);
    if (typeof method !== 'function') return;
    const watched = (...args: unknown[]): unknown => {
      const result: unknown = Reflect.apply(method, resource, args);
      if (isUnderWay(result)) this.#asked(id);
      return result;
    };
    Reflect.set(resource, name, watched);
  }
}

function keepsAlive({ resource }: { resource: Resource }): boolean {
  return resource.hasRef?.() === true;
}

function activePorts(): number {
  let count = 0;
  for (const type of process.getActiveResourcesInfo()) if (type === 'MessagePort') count += 1;
  return count;
}
