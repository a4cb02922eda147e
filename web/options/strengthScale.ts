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

/** A multiple for people. Undefined where layers have weights of their own. */
export function strengthText(strength: number | undefined): string {
  if (strength === undefined) return 'by the recipe'
  return strength === 1 ? 'usual' : `${Number(strength.toPrecision(2))} × the usual`
}
