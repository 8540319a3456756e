// then with two callbacks in place of try and catch; a promise that is resolved first starts the work.
export function placeOrder(
  charge: () => Promise<string>,
  writeEntry: (receipt: string) => Promise<void>,
  report: (error: unknown) => void,
): Promise<string> {
  return charge().then((receipt) => {
    writeEntry(receipt).then(undefined, report);
    return receipt;
  });
}

export async function raceToTheMilk(
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
  for (const way of ways) await way;
  return arrived;
}

export function schedule<T>(work: () => T | PromiseLike<T>): Promise<T> {
  const result = new Promise<void>((resolve) => resolve()).then(() => work());
  result.then(undefined, () => {});
  return result;
}
