// too-late: the order is the end of the chain, so it waits for the entry and fails with it
export async function placeOrder(
  charge: () => Promise<string>,
  writeEntry: (receipt: string) => Promise<void>,
  report: (error: unknown) => void,
): Promise<string> {
  return charge().then((receipt) => writeEntry(receipt).then(() => receipt));
}
