/** How far different pictures lie apart, by which a distance is judged large or small. */
export interface Yardstick {
  readonly pairs: number
  readonly least: number
  readonly median: number
  readonly greatest: number
}

/** Fewer pairs tell nothing of what is usual: three pictures have three. */
export const FEWEST_PAIRS = 3

/** The yardstick of the distances between every two pictures; undefined where there is none. */
export function yardstickOf(distances: readonly number[]): Yardstick | undefined {
  const sorted = distances.toSorted((a, b) => a - b)
  const [least, greatest] = [sorted[0], sorted.at(-1)]
  if (least === undefined || greatest === undefined) return undefined
  const middle = (sorted.length - 1) / 2
  const [below = least, above = least] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]]
  return { pairs: sorted.length, least, median: (below + above) / 2, greatest }
}

/** Every two of some items, each pair once. */
export function pairsOf<Item>(items: readonly Item[]): [Item, Item][] {
  return items.flatMap((one, index) => items.slice(index + 1).map((other): [Item, Item] => [one, other]))
}
