/** `tryGet()` found nothing to take. */
export class QueueEmpty extends Error {
  override name = 'QueueEmpty';
}

/** `tryPut()` found no free place. */
export class QueueFull extends Error {
  override name = 'QueueFull';
}

/** The queue has been shut down: it takes nothing more, and everything inside has been read. */
export class QueueShutDown extends Error {
  override name = 'QueueShutDown';
}
