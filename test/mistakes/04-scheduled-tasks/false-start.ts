// eager-start: the calls are made before go, and a call starts immediately
export async function raceToTheMilk(
  ada: () => Promise<void>,
  grace: () => Promise<void>,
  go: () => void,
): Promise<string[]> {
  const arrived: string[] = [];
  const race = async (name: string, run: () => Promise<void>) => {
    try {
      await run();
      arrived.push(name);
    } catch {
      // A runner who gives up does not arrive.
    }
  };
  const adaRuns = race('Ada', ada);
  const graceRuns = race('Grace', grace);
  go();
  await adaRuns;
  await graceRuns;
  return arrived;
}
