// swallowed-error: the handler does nothing, and the failure is never reported
export async function placeOrder(
  charge: () => Promise<string>,
  writeEntry: (receipt: string) => Promise<void>,
  report: (error: unknown) => void,
): Promise<string> {
  const receipt = await charge();
  writeEntry(receipt).catch(() => {});
  return receipt;
}
