/** What a run's image is kept within. */
export interface Bounds {
  /** A copy of planes [3, height, width], moved within. */
  onto(pixels: Float32Array): Float32Array<ArrayBuffer>
  /** Takes from planes [3, height, width] of a change, or a gradient, what `onto` would undo, in place. */
  keepWithin(change: Float32Array): void
}

/** Several bounds as one, of which the last has the last word; undefined where there is none. */
export function allBounds(bounds: readonly (Bounds | undefined)[]): Bounds | undefined {
  const given = bounds.filter(one => one !== undefined)
  const [first, ...others] = given
  if (!first || others.length === 0) return first
  return {
    onto: pixels => others.reduce((moved, one) => one.onto(moved), first.onto(pixels)),
    // The pull-back: what was done last is undone first.
    keepWithin(change) {
      for (const one of given.toReversed()) one.keepWithin(change)
    },
  }
}
