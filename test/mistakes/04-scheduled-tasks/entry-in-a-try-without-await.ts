// unhandled-rejection: the try is over before the entry fails
export async function placeOrder(
  charge: () => Promise<string>,
  writeEntry: (receipt: string) => Promise<void>,
  report: (error: unknown) => void,
): Promise<string> {
  const receipt = await charge();
  try {
    void writeEntry(receipt);
  } catch (error) {
    report(error);
  }
  return receipt;
}
