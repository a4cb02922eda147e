/** A number for people: three digits, and a power of ten where zeros would have to be counted. */
export function rounded(value: number): string {
  const short = Number(value.toPrecision(3))
  return Math.abs(short) >= 1e4 ? short.toExponential().replace('e+', 'e') : String(short)
}

/** A share in whole per cent: `36 %`. */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`
}
