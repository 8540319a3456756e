// No async function: every step is a callback of the promise before it.
export function placeOrder(
  charge: () => Promise<string>,
  writeEntry: (receipt: string) => Promise<void>,
  report: (error: unknown) => void,
): Promise<string> {
  return charge().then((receipt) => {
    void writeEntry(receipt).then(() => {}, report);
    return receipt;
  });
}

export function raceToTheMilk(
  ada: () => Promise<void>,
  grace: () => Promise<void>,
  go: () => void,
): Promise<string[]> {
  const arrived: string[] = [];
  go();
  const ways = [
    ada().then(
      () => void arrived.push('Ada'),
      () => {},
    ),
    grace().then(
      () => void arrived.push('Grace'),
      () => {},
    ),
  ];
  return Promise.all(ways).then(() => arrived);
}
