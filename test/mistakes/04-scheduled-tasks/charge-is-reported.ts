// unwanted-call: one chain for both, so report is also called for a failed charge, which is not its business
export async function placeOrder(
  charge: () => Promise<string>,
  writeEntry: (receipt: string) => Promise<void>,
  report: (error: unknown) => void,
): Promise<string> {
  const charged = charge();
  charged.then(writeEntry).catch(report);
  return charged;
}
