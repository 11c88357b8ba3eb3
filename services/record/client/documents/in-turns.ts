/**
 * Does work on each item, few at a time; the results are in the order of the items. The first failure ends the whole: what is
 * already under way is left to end by itself, and nothing new begins.
 *
 * @param atOnce how many at a time, 1 or more
 */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  const waiting = items.entries()
  let hasFailed = false
  const takeNext = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      if (hasFailed) return
      results[index] = await work(item)
    }
  }
  const workers = Array.from({ length: Math.min(atOnce, items.length) }, takeNext)
  try {
    await Promise.all(workers)
  } catch (error) {
    hasFailed = true
    throw error
  }
  return results
}
