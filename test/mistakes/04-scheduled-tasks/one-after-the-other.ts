// sequential: Grace starts when Ada is back
export async function raceToTheMilk(
  ada: () => Promise<void>,
  grace: () => Promise<void>,
  go: () => void,
): Promise<string[]> {
  const arrived: string[] = [];
  go();
  await ada().then(
    () => arrived.push('Ada'),
    () => {},
  );
  await grace().then(
    () => arrived.push('Grace'),
    () => {},
  );
  return arrived;
}
