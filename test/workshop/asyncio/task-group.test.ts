import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, test } from 'vitest';
import {
  AsyncExecutor,
  createTask,
  isCancellation,
  log,
  sleep,
  taskGroup,
  TaskGroupError,
  withTimeout,
  type TaskGroup,
} from '#workshop';
import { runProgram } from '#run';
import { failureOf, finished, listeners, said } from './program.ts';

const failAfter = (ms: number, error: unknown) => async (signal: AbortSignal) => {
  await sleep(ms, { signal });
  throw error;
};

/** The failures a group ended with. */
async function failuresOf(group: PromiseLike<unknown>): Promise<unknown[]> {
  const error = await failureOf(group);
  expect(error).toBeInstanceOf(TaskGroupError);
  return (error as TaskGroupError).errors as unknown[];
}

describe('a task group', () => {
  test('ends with its last child, and its value is the value of its body', async () => {
    const run = await finished(() =>
      taskGroup(async (group) => {
        group.createTask(() => sleep(1000));
        group.createTask(() => sleep(2000));
        log('scheduling done');
        return 'shopping';
      }),
    );
    expect(run).toMatchObject({ value: 'shopping', elapsed: 2000 });
    expect(said(run)).toEqual(['0 main: scheduling done']);
  });

  test('ends with its body when that takes longest, or when it has no child', async () => {
    const run = await finished(async () => {
      await taskGroup(async (group) => {
        group.createTask(() => sleep(100));
        await sleep(300);
      });
      return taskGroup(() => 'synchronous');
    });
    expect(run).toMatchObject({ value: 'synchronous', elapsed: 300 });
  });

  test('children start after the current code, and the body may await them', async () => {
    const run = await finished(() =>
      taskGroup(async (group) => {
        const child = group.createTask(() => (log('started'), 7), { name: 'child' });
        log('scheduled');
        return child;
      }),
    );
    expect(run.value).toBe(7);
    expect(said(run)).toEqual(['0 main: scheduled', '0 child: started']);
  });

  test('children may create children after the body has ended, while one of them runs', async () => {
    const run = await finished(() =>
      taskGroup((group) => {
        group.createTask(async () => {
          await sleep(100);
          group.createTask(() => sleep(100).then(() => log('grandchild done')), { name: 'grandchild' });
        });
      }),
    );
    expect(said(run)).toEqual(['200 grandchild: grandchild done']);
    expect(run.elapsed).toBe(200);
  });

  test('that has ended takes no task, and does not call its work', async () => {
    const run = await finished(async () => {
      let late!: TaskGroup;
      let child!: PromiseLike<unknown>;
      await taskGroup((group) => {
        late = group;
        child = group.createTask(() => sleep(10));
      });
      await child;
      expect(() => late.createTask(() => log('never'))).toThrow(/has ended/);
      late.cancel();
      await sleep(10);
    });
    expect(run.lines).toEqual([]);
  });

  test('already refuses tasks in the moment its last child has ended', async () => {
    const run = await finished(() => {
      let refused: unknown;
      return taskGroup((group) => {
        const last = group.createTask(() => sleep(10));
        void last.then(() => {
          try {
            group.createTask(() => log('never'));
          } catch (error) {
            refused = error;
          }
        });
      }).then(() => String(refused));
    });
    expect(run.value).toMatch(/has ended/);
  });

  test('drops finished children: 10,000 one after the other leave none behind', async () => {
    const run = await finished(() =>
      taskGroup(async (group) => {
        for (let count = 0; count < 10_000; count += 1) await group.createTask(() => count);
        return 'done';
      }),
    );
    expect(run.value).toBe('done');
  });

  test('keeps the AsyncLocalStorage context of whoever created each part', async () => {
    const storage = new AsyncLocalStorage<string>();
    const run = await finished(() =>
      storage.run('outer', async () => {
        const inside = await taskGroup(async (group) => {
          const child = storage.run('child', () =>
            group.createTask(() => sleep(10).then(() => storage.getStore())),
          );
          group.createTask(() => sleep(20));
          return [storage.getStore(), await child];
        });
        return [...inside, storage.getStore()];
      }),
    );
    expect(run.value).toEqual(['outer', 'child', 'outer']);
  });

  test('says in a deadlock which of its children it waits for', async () => {
    const run = await runProgram(() =>
      taskGroup((group) => {
        for (const name of ['shop 1', 'shop 2']) group.createTask(() => new Promise(() => {}), { name });
      }),
    );
    expect(run.outcome).toMatchObject({ kind: 'deadlocked' });
    expect((run.outcome as { waiting: string[] }).waiting[0]).toBe('main waits for shop 1 and shop 2');
  });

  test('takes a function', async () => {
    expect(await failureOf(taskGroup(Promise.resolve() as never))).toBeInstanceOf(TypeError);
    expect(() => taskGroup(undefined as never).catch(() => {})).not.toThrow();
  });
});

describe('a failure in a task group', () => {
  test('cancels the others at 500 ms, in the order of creation, and waits for their cleanup', async () => {
    const run = await finished(async () => {
      const child = (cleanup: number) => async (signal: AbortSignal) => {
        try {
          await sleep(1000, { signal });
        } finally {
          log('told to stop');
          await sleep(cleanup);
        }
      };
      const error = new Error('no milk');
      const errors = await failuresOf(
        taskGroup((group) => {
          group.createTask(child(200), { name: 'a' });
          group.createTask(failAfter(500, error), { name: 'failing' });
          group.createTask(child(100), { name: 'b' });
        }),
      );
      return errors.length === 1 && errors[0] === error;
    });
    expect(said(run)).toEqual(['500 a: told to stop', '500 b: told to stop']);
    expect(run).toMatchObject({ value: true, elapsed: 700, unseen: [] });
  });

  test('of the body cancels the children too, and stands where it happened', async () => {
    const run = await finished(() =>
      failuresOf(
        taskGroup(async (group) => {
          group.createTask((signal) =>
            sleep(1000, { signal }).catch(() => sleep(50).then(() => Promise.reject('child'))),
          );
          await sleep(100);
          throw 'body';
        }),
      ),
    );
    expect(run).toMatchObject({ value: ['body', 'child'], elapsed: 150 });
  });

  test('failures come in the order in which they happened', async () => {
    const run = await finished(() =>
      failuresOf(
        taskGroup((group) => {
          const stubborn = (ms: number, error: string) => () => sleep(ms).then(() => Promise.reject(error));
          group.createTask(stubborn(300, 'third'));
          group.createTask(stubborn(100, 'first'));
          group.createTask(stubborn(200, 'second'));
        }),
      ),
    );
    expect(run).toMatchObject({ value: ['first', 'second', 'third'], elapsed: 300 });
  });

  test('synchronous throws and `undefined` are failures like any other', async () => {
    const run = await finished(async () => [
      await failuresOf(taskGroup((group) => void group.createTask(() => Promise.reject(undefined)))),
      await failuresOf(
        taskGroup((group) => {
          group.createTask(() => {
            throw 'at once';
          });
        }),
      ),
      await failuresOf(
        taskGroup(() => {
          throw undefined;
        }),
      ),
    ]);
    expect(run.value).toEqual([[undefined], ['at once'], [undefined]]);
  });

  test('the same error object is listed once: a body, or a sibling, that awaits the failing child', async () => {
    const error = new Error('once');
    const run = await finished(() =>
      failuresOf(
        taskGroup(async (group) => {
          const failing = group.createTask(failAfter(100, error));
          group.createTask(() => failing);
          await failing;
        }),
      ),
    );
    expect(run.value).toEqual([error]);
  });

  test('nested groups nest: nothing is flattened', async () => {
    const error = new Error('deep');
    const run = await finished(async () => {
      const [inner] = await failuresOf(
        taskGroup((group) => {
          group.createTask((signal) =>
            taskGroup((nested) => void nested.createTask(failAfter(100, error)), { signal }),
          );
        }),
      );
      return inner instanceof TaskGroupError && inner.errors[0] === error;
    });
    expect(run.value).toBe(true);
  });

  test('a body that hears of it through the group signal has not failed itself', async () => {
    const run = await finished(() =>
      failuresOf(
        taskGroup(async (group) => {
          group.createTask(failAfter(100, 'child'));
          await sleep(1000, { signal: group.signal });
        }),
      ),
    );
    expect(run).toMatchObject({ value: ['child'], elapsed: 100 });
  });

  test('the error says how many there were, and the first of them', async () => {
    const run = await finished(async () =>
      String(await failureOf(taskGroup(() => Promise.reject(new Error('no milk'))))),
    );
    expect(run.value).toBe('TaskGroupError: One failure: no milk');
    expect(String(new TaskGroupError(['no bread', new Error('no milk')]))).toBe(
      'TaskGroupError: 2 failures, the first of them: no bread',
    );
  });

  test('two that throw the same text, or nothing at all, are two failures; one that the body awaits is one', async () => {
    const cleanup = (error: unknown) => async () => {
      await sleep(100);
      throw error;
    };
    const run = await finished(async () => [
      await failuresOf(
        taskGroup((group) => {
          for (const error of ['sold out', 'sold out', null, null]) group.createTask(cleanup(error));
        }),
      ),
      await failuresOf(taskGroup(async (group) => await group.createTask(cleanup('sold out')))),
    ]);
    expect(run.value).toEqual([['sold out', 'sold out', null, null], ['sold out']]);
  });

  test('that has ended is not cancelled any more: its signal stays as it is', async () => {
    const run = await finished(async () => {
      let kept: TaskGroup | undefined;
      await taskGroup((group) => void (kept = group));
      kept?.cancel();
      return kept?.signal.aborted;
    });
    expect(run.value).toBe(false);
  });
});

describe('cancelling a task group', () => {
  test('from outside: everything stops, and it rejects with that very reason', async () => {
    const run = await finished(async () => {
      const controller = new AbortController();
      const reason = new Error('closing time');
      const seen: unknown[] = [];
      const group = taskGroup(
        async ({ signal }) => {
          await sleep(1000, { signal }).catch((error: unknown) => seen.push(error === reason));
        },
        { signal: controller.signal },
      );
      const children = taskGroup(
        (inner) => void inner.createTask((signal) => sleep(1000, { signal }).catch(() => sleep(30))),
        { signal: controller.signal },
      );
      await sleep(100);
      controller.abort(reason);
      seen.push((await failureOf(group)) === reason, (await failureOf(children)) === reason);
      return [...seen, listeners(controller.signal)];
    });
    expect(run).toMatchObject({ value: [true, true, true, 0], elapsed: 130 });
  });

  test('from outside, with a real failure meanwhile: the failure wins', async () => {
    const run = await finished(async () => {
      const controller = new AbortController();
      const group = taskGroup(
        (inner) => {
          inner.createTask((signal) => sleep(1000, { signal }).catch(() => Promise.reject('cleanup')));
          inner.createTask((signal) => sleep(1000, { signal }));
        },
        { signal: controller.signal },
      );
      await sleep(100);
      controller.abort();
      return failuresOf(group);
    });
    expect(run.value).toEqual(['cleanup']);
  });

  test('with a signal that has aborted already: its body is never called', async () => {
    const run = await finished(async () =>
      failureOf(taskGroup(() => log('never'), { signal: AbortSignal.abort('before') })),
    );
    expect(run.value).toBe('before');
    expect(run.lines).toEqual([]);
  });

  test('a task whose group is cancelled with it is cancelled, not rejected', async () => {
    const run = await finished(async () => {
      const task = createTask((signal) =>
        taskGroup((group) => void group.createTask((own) => sleep(1000, { signal: own })), { signal }),
      );
      await sleep(100);
      task.cancel();
      await failureOf(task);
      return task.state;
    });
    expect(run.value).toBe('cancelled');
  });

  test('with cancel(): it ends without an error', async () => {
    const run = await finished(async () => {
      const children: string[] = [];
      const value = await taskGroup(async (group) => {
        const child = group.createTask((signal) => sleep(1000, { signal }));
        await sleep(100);
        group.cancel('enough');
        children.push(child.state, String(group.signal.reason));
        await child.catch((error: unknown) => children.push(child.state, String(error)));
        return 'value';
      });
      const stopped = await taskGroup(async (group) => {
        group.cancel();
        await sleep(1000, { signal: group.signal });
      });
      return [...children, value, stopped];
    });
    expect(run).toMatchObject({
      value: ['running', 'enough', 'cancelled', 'enough', 'value', undefined],
      elapsed: 100,
    });
  });

  test('with cancel() never hides a cancellation from outside that comes later', async () => {
    const run = await finished(async () => {
      const controller = new AbortController();
      const group = taskGroup(
        async (inner) => {
          inner.createTask((signal) => sleep(1000, { signal }).catch(() => sleep(100)));
          await sleep(10);
          inner.cancel();
        },
        { signal: controller.signal },
      );
      await sleep(50);
      controller.abort('outside');
      return failureOf(group);
    });
    expect(run).toMatchObject({ value: 'outside', elapsed: 110 });
  });

  test('cancelling one child cancels only that child', async () => {
    const run = await finished(() =>
      taskGroup(async (group) => {
        const [one, other] = [100, 200].map((ms) => group.createTask((signal) => sleep(ms, { signal })));
        await sleep(50);
        one?.cancel();
        await sleep(100);
        return [one?.state, other?.state];
      }),
    );
    expect(run).toMatchObject({ value: ['cancelled', 'running'], elapsed: 200 });
  });

  test('while it is being cancelled createTask throws, with the reason as cause, and never calls the work', async () => {
    const run = await finished(async () => {
      const seen: unknown[] = [];
      const value = await taskGroup((group) => {
        group.cancel('over');
        try {
          group.createTask(() => log('never'));
        } catch (error) {
          seen.push((error as Error).cause, isCancellation(error, group.signal));
        }
        group.createTask(() => log('never')); // lets it through: cancelled, not failed
      });
      return [...seen, value];
    });
    expect(run.value).toEqual(['over', true, undefined]);
    expect(run.lines).toEqual([]);
  });

  test('10,000 groups on one signal leave no listener', async () => {
    const run = await finished(async () => {
      const { signal } = new AbortController();
      for (let count = 0; count < 10_000; count += 1) {
        await taskGroup((group) => void group.createTask(() => {}), { signal });
      }
      return listeners(signal);
    });
    expect(run.value).toBe(0);
  });
});

describe('a group belongs to where it is made', () => {
  /** A group with one child that waits for ever and cleans up; tells when and why it was cancelled. */
  const shop = (name: string) =>
    taskGroup(async (group) => {
      group.createTask(
        async (signal) => {
          try {
            await sleep(60_000, { signal });
          } finally {
            await sleep(20);
            log(`${name} closed`);
          }
        },
        { name },
      );
    });

  test.each<[string, () => Promise<unknown>]>([
    [
      'a task',
      async () => {
        const task = createTask(() => shop('bakery'));
        await sleep(100);
        task.cancel('closing time');
        return failureOf(task);
      },
    ],
    [
      'the work of an executor',
      async () => {
        const executor = new AsyncExecutor({ maxRunning: 1 });
        const task = executor.submit(() => shop('bakery'));
        await sleep(100);
        task.cancel('closing time');
        return failureOf(task);
      },
    ],
    [
      'another group',
      async () => {
        const controller = new AbortController();
        setTimeout(() => controller.abort('closing time'), 100);
        return failureOf(taskGroup(() => shop('bakery'), { signal: controller.signal }));
      },
    ],
    [
      'a child of another group',
      async () => {
        const controller = new AbortController();
        setTimeout(() => controller.abort('closing time'), 100);
        const market = taskGroup((group) => void group.createTask(() => shop('bakery')), {
          signal: controller.signal,
        });
        return failureOf(market);
      },
    ],
    [
      'withTimeout, in a task',
      async () => {
        const task = createTask(() => withTimeout(5000, () => shop('bakery')));
        await sleep(100);
        task.cancel('closing time');
        return failureOf(task);
      },
    ],
    [
      'a function that a task calls after a sleep',
      async () => {
        const task = createTask(async () => {
          await sleep(50);
          await (async () => shop('bakery'))();
        });
        await sleep(100);
        task.cancel('closing time');
        return failureOf(task);
      },
    ],
  ])(
    'in %s it is cancelled at 100 ms, cleans up until 120 ms, and rejects with the reason',
    async (_name, program) => {
      const run = await finished(program);
      expect(said(run)).toEqual(['120 bakery: bakery closed']);
      expect(run).toMatchObject({ value: 'closing time', elapsed: 120 });
    },
  );

  test('in withTimeout it is cancelled at the deadline', async () => {
    const run = await finished(
      async () => (await failureOf(withTimeout(100, () => shop('bakery')))) as Error,
    );
    expect(said(run)).toEqual(['120 bakery: bakery closed']);
    expect(run.value).toMatchObject({ name: 'TimeoutError' });
  });

  test('made in the cleanup of something cancelled it does its work', async () => {
    const run = await finished(async () => {
      const task = createTask(async (signal) => {
        try {
          await sleep(60_000, { signal });
        } finally {
          await taskGroup(async (group) => {
            group.createTask(() => sleep(30).then(() => log('refunded')), { name: 'refund' });
          });
        }
      });
      await sleep(100);
      task.cancel('closing time');
      return failureOf(task);
    });
    expect(said(run)).toEqual(['130 refund: refunded']);
    expect(run.value).toBe('closing time');
  });

  test('and hears nothing of a task beside it, nor of the task that made its own', async () => {
    const run = await finished(async () => {
      const beside = createTask((signal) => sleep(60_000, { signal }), { name: 'beside' });
      const maker = createTask(() => {
        const made = createTask(() => taskGroup((group) => void group.createTask(() => sleep(200))));
        return { made };
      });
      const { made } = await maker;
      await sleep(100);
      beside.cancel();
      await beside.catch(() => {});
      await made;
    });
    expect(run.elapsed).toBe(200);
  });

  test('a signal that is given comes on top, and leaves no listener', async () => {
    const run = await finished(async () => {
      const controller = new AbortController();
      const own = new AbortController();
      const task = createTask(
        () =>
          taskGroup(async (group) => sleep(1000, { signal: group.signal }), { signal: controller.signal }),
        { signal: own.signal },
      );
      await sleep(100);
      const during = listeners(controller.signal);
      controller.abort('given');
      return [during, await failureOf(task), listeners(controller.signal), listeners(own.signal)];
    });
    expect(run.value).toEqual([1, 'given', 0, 0]);
  });

  test('its own cancel() never swallows a cancellation from outside that comes later', async () => {
    const run = await finished(async () => {
      const task = createTask(() =>
        taskGroup(async (group) => {
          group.createTask(async (signal) => {
            try {
              await sleep(1000, { signal });
            } finally {
              await sleep(100);
            }
          });
          await sleep(10);
          group.cancel();
        }),
      );
      await sleep(50);
      task.cancel('from outside');
      return failureOf(task);
    });
    expect(run).toMatchObject({ value: 'from outside', elapsed: 110 });
  });

  test('an error that only names the reason as its cause is a failure, and is reported', async () => {
    const run = await finished(async () => {
      const group = taskGroup(async (group) => {
        group.createTask(async (signal) => {
          await sleep(1000, { signal }).catch((cause: unknown) => {
            throw new Error('refund failed', { cause });
          });
        });
        await sleep(100);
        throw new Error('sold out');
      });
      return ((await failureOf(group)) as TaskGroupError).errors.map((error: Error) => error.message);
    });
    expect(run.value).toEqual(['sold out', 'refund failed']);
  });
});
