export { isCancellation } from './async/cancellation.ts';
export { block, now, sleep } from './async/sleep.ts';
export { createTask, Task, type TaskState, type Work } from './async/task.ts';
export { choice, count, seconds, settings } from './arguments.ts';
export { run } from './entry.ts';
export { log } from './log.ts';
export { random } from './random.ts';
