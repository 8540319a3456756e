// unhandled-rejection: the handler throws the error again, into a promise that nobody handles
export async function placeOrder(
  charge: () => Promise<string>,
  writeEntry: (receipt: string) => Promise<void>,
  report: (error: unknown) => void,
): Promise<string> {
  const receipt = await charge();
  void writeEntry(receipt).catch((error) => {
    report(error);
    throw error;
  });
  return receipt;
}
