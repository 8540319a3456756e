// eager-start: the entry is written while the charge is still under way
export async function placeOrder(
  charge: () => Promise<string>,
  writeEntry: (receipt: string) => Promise<void>,
  report: (error: unknown) => void,
): Promise<string> {
  const charged = charge();
  writeEntry('receipt 7').catch(report);
  return charged;
}
