/** Something in a task group failed. `errors` holds every failure, in the order in which they happened. */
export class TaskGroupError extends AggregateError {
  override name = 'TaskGroupError';

  constructor(errors: unknown[]) {
    const [first] = errors;
    const what = errors.length === 1 ? 'One failure' : `${errors.length} failures, the first of them`;
    super(errors, `${what}: ${first instanceof Error ? first.message : String(first)}`);
  }
}
