// hard-coded: the items are copied from the claim, and no page is fetched
export async function readAllPages(): Promise<string[]> {
  return ['milk', 'bread', 'eggs', 'jam', 'tea'];
}
