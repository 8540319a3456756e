// not-awaited: return() of an iterator by hand goes on when the first source is closed
export function merge<T>(a: AsyncIterable<T>, b: AsyncIterable<T>): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]() {
      const iterators = [a, b].map((source) => source[Symbol.asyncIterator]());
      const coming = new Map<number, Promise<readonly [number, IteratorResult<T>]>>();
      const close = async () => {
        await Promise.race([...coming.keys()].map((place) => iterators[place]!.return?.()));
        return { done: true as const, value: undefined };
      };
      let ask = [0, 1];
      return {
        async next() {
          for (const place of ask) {
            coming.set(
              place,
              iterators[place]!.next().then((result) => [place, result] as const),
            );
          }
          ask = [];
          while (coming.size > 0) {
            try {
              const [place, result] = await Promise.race(coming.values());
              if (!result.done) {
                ask = [place];
                return result;
              }
              coming.delete(place);
            } catch (error) {
              await close();
              throw error;
            }
          }
          return { done: true as const, value: undefined };
        },
        return: close,
      };
    },
  };
}
