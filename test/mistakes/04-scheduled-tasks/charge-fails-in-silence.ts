// swallowed-error: the catch takes the failure of the charge too, and the customer is told that all is well
export async function placeOrder(
  charge: () => Promise<string>,
  writeEntry: (receipt: string) => Promise<void>,
  report: (error: unknown) => void,
): Promise<string> {
  try {
    const receipt = await charge();
    writeEntry(receipt).catch(report);
    return receipt;
  } catch {
    return '';
  }
}
