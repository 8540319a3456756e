/** `tryGet` found nothing. */
export class QueueEmpty extends Error {
  override name = 'QueueEmpty';
}

/** `tryPut` found no place. */
export class QueueFull extends Error {
  override name = 'QueueFull';
}

/** The queue has been shut down: nothing more goes in, or nothing is left. */
export class QueueShutDown extends Error {
  override name = 'QueueShutDown';
}

/** Why a call of a queue that has been shut down cannot be answered. */
export function shutDown(call: 'put' | 'get' | 'tryGet'): QueueShutDown {
  return new QueueShutDown(`The queue has been shut down: ${call}() has nothing to wait for any more.`);
}
