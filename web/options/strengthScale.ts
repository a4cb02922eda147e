/** The slider reaches as many powers of ten to either side of the preset's weight: beyond, pictures hardly change. */
export const STRENGTH_DECADES = 2

/** The multiple of the preset's weight at a place of the slider, in powers of ten; two significant digits. */
export function strengthAt(decades: number): number {
  return Number((10 ** decades).toPrecision(2))
}

/** The place of a multiple on the slider, at its end where it lies beyond. */
export function decadesOf(strength: number): number {
  if (strength <= 0) return -STRENGTH_DECADES
  const decades = Math.log10(strength)
  return Math.round(20 * Math.min(STRENGTH_DECADES, Math.max(-STRENGTH_DECADES, decades))) / 20
}

/** A multiple for people, with the weight it comes to. Undefined where layers have weights of their own. */
export function strengthText(strength: number | undefined, weight: number | undefined): string {
  if (strength === undefined || weight === undefined) return 'a weight for each layer, by the recipe'
  const times = strength === 1 ? 'the preset’s' : `${Number(strength.toPrecision(2))} × the preset’s`
  return `${times} (${weightText(weight)})`
}

/** A weight in at most three significant digits: `1e6`, `332`. */
function weightText(weight: number): string {
  const rounded = Number(weight.toPrecision(3))
  if (rounded === 0 || (rounded >= 0.01 && rounded < 1e5)) return String(rounded)
  return rounded.toExponential().replace('e+', 'e')
}
