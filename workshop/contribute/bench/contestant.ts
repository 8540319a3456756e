/** One way to do `operations` small things; the figure that counts is the time for each of them. */
export interface Contestant {
  name: string;
  run(operations: number): Promise<unknown> | void;
  /** Shown beside ours in the growth table: how much of the growth is the price of so many living objects? */
  growth?: true;
}

export const ours = 'this workshop';

/** The smallest work that really waits. */
export const small = async () => {
  await null;
};

export async function inOrder(operations: number, once: () => unknown): Promise<void> {
  for (let i = 0; i < operations; i += 1) await once();
}
