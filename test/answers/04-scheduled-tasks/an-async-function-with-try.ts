// The background is an async function with a try/catch of its own, which is called and not awaited.
export async function placeOrder(
  charge: () => Promise<string>,
  writeEntry: (receipt: string) => Promise<void>,
  report: (error: unknown) => void,
): Promise<string> {
  const receipt = await charge();
  const write = async () => {
    try {
      await writeEntry(receipt);
    } catch (error) {
      report(error);
    }
  };
  void write();
  return receipt;
}
