// too-late: the customer waits for the entry too
export async function placeOrder(
  charge: () => Promise<string>,
  writeEntry: (receipt: string) => Promise<void>,
  report: (error: unknown) => void,
): Promise<string> {
  const receipt = await charge();
  try {
    await writeEntry(receipt);
  } catch (error) {
    report(error);
  }
  return receipt;
}
