// lost-item: an empty receipt is taken for none

export async function placeOrder(
  charge: () => Promise<string>,
  writeEntry: (receipt: string) => Promise<void>,
  report: (error: unknown) => void,
): Promise<string> {
  const receipt = await charge();
  if (receipt) writeEntry(receipt).catch(report);
  return receipt;
}
