/** What targets of several pictures come to: for each target, the values of all pictures by their shares, which add up to 1. */
export type Average = (
  readings: readonly (readonly ArrayLike<number>[])[],
  shares: readonly number[],
) => readonly Float64Array[]

/** Each target's weighted mean. */
export const weightedMeans: Average = (readings, shares) =>
  (readings[0] ?? []).map((_, target) =>
    weightedMean(shares, (picture, at) => readings[picture]?.[target]?.[at] ?? 0, readings[0]?.[target]?.length ?? 0),
  )

/** The weighted mean of values by picture and position. */
export function weightedMean(
  shares: readonly number[],
  value: (picture: number, at: number) => number,
  length: number,
): Float64Array {
  return Float64Array.from({ length }, (_, at) =>
    shares.reduce((sum, share, picture) => sum + share * value(picture, at), 0),
  )
}
