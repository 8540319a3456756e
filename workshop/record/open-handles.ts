import type { Pending } from './turns.ts';

/** What is known of the resources that `async_hooks` shows. */
export interface Resource {
  hasRef?(): boolean | undefined;
  /** Of what is open to the outside, such as a server: no further call comes. */
  close?(...args: unknown[]): unknown;
  /** Of Node's own timers: their delay, whether they fire again, and whether they never will. */
  _idleTimeout?: number;
  _repeat?: number | null;
  _destroyed?: boolean;
}

/** More of them are not looked at for whether they are still open. */
const most = 100;

/** What may call back more than once, or never: timers, servers, sockets. No hook tells in time that it does so no longer. */
export class OpenHandles {
  #new: [Pending, Resource][] = [];
  readonly #open = new Map<Pending, Resource>();
  readonly #closed = new WeakSet<Resource>();

  add(pending: Pending, resource: Resource): void {
    if (!resource.hasRef) return;
    this.#new.push([pending, resource]);
    const { close } = resource;
    if (pending.queue !== 'input/output' || typeof close !== 'function') return;
    const told = (...args: unknown[]) => {
      this.#closed.add(resource);
      return Reflect.apply(close, resource, args);
    };
    Object.defineProperty(resource, 'close', { value: told, configurable: true, writable: true });
  }

  /** Whether it may call back once more when it has done so. */
  staysOpen(pending: Pending): boolean {
    const resource = this.#open.get(pending);
    return resource !== undefined && (pending.queue === 'input/output' || Boolean(resource._repeat));
  }

  /** Those of which nothing more will come; each is told once. */
  over(): Pending[] {
    for (const [pending, resource] of this.#new) {
      pending.unref = resource.hasRef?.() === false;
      // A virtual clock tells of its timers itself.
      const isOpen =
        pending.queue === 'input/output' || (pending.queue === 'timers' && '_destroyed' in resource);
      if (isOpen && this.#open.size < most) this.#open.set(pending, resource);
    }
    this.#new = [];
    const over = [...this.#open].filter(([, resource]) => this.#isOver(resource));
    return over.map(([pending]) => {
      this.#open.delete(pending);
      return pending;
    });
  }

  #isOver(resource: Resource): boolean {
    return this.#closed.has(resource) || (resource._destroyed ?? resource.hasRef?.() !== true);
  }
}
