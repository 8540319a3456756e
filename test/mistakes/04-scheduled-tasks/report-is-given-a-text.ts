// wrong-error: the text of the error is reported, not the error
export async function placeOrder(
  charge: () => Promise<string>,
  writeEntry: (receipt: string) => Promise<void>,
  report: (error: unknown) => void,
): Promise<string> {
  const receipt = await charge();
  writeEntry(receipt).catch((error: unknown) => report(String(error)));
  return receipt;
}
