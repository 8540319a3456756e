// unwanted-call: report is called for success too, with undefined
export async function placeOrder(
  charge: () => Promise<string>,
  writeEntry: (receipt: string) => Promise<void>,
  report: (error: unknown) => void,
): Promise<string> {
  const receipt = await charge();
  writeEntry(receipt).then(report, report);
  return receipt;
}
