/** So many rows are removed in one transaction: few enough that whoever waits for their turn hardly notices. */
export const REMOVED_AT_ONCE = 300;

/** Until less than a whole slice was left to be removed. */
export async function inSlices(remove: () => Promise<number>): Promise<void> {
  while ((await remove()) === REMOVED_AT_ONCE) await nextTurn();
}

/** Between two transactions everything else has its turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
