// not-awaited: the chain of the order is begun and not returned, so the caller goes on without it
export function placeOrder(
  charge: () => Promise<string>,
  writeEntry: (receipt: string) => Promise<void>,
  report: (error: unknown) => void,
): void {
  void charge().then((receipt) => {
    void writeEntry(receipt).catch(report);
    return receipt;
  });
}
