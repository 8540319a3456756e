// too-late: a timer starts the entry, 1 ms after the charge
export async function placeOrder(
  charge: () => Promise<string>,
  writeEntry: (receipt: string) => Promise<void>,
  report: (error: unknown) => void,
): Promise<string> {
  const receipt = await charge();
  setTimeout(() => void writeEntry(receipt).catch(report), 0);
  return receipt;
}
