// called-twice: charge is called once for the entry and once for the customer
export async function placeOrder(
  charge: () => Promise<string>,
  writeEntry: (receipt: string) => Promise<void>,
  report: (error: unknown) => void,
): Promise<string> {
  charge().then(writeEntry).catch(report);
  return charge();
}
