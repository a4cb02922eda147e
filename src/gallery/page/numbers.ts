import { html, type Markup } from './html.js'

// How the page writes numbers.

/** A power of ten is easier to read than digits from here on, and below `SMALL`. */
const MANY_DIGITS = 1e5
const SMALL = 1e-3

/** A loss in four significant digits, for a table. */
export function lossMarkup(loss: number): Markup {
  const { digits, exponent } = decimal(loss, 4)
  return exponent === undefined ? html`${minus(digits)}` : html`${minus(digits)} × 10<sup>${minus(exponent)}</sup>`
}

/** A loss in three significant digits where there can be no markup: `1.23e5`. */
export function lossText(loss: number): string {
  const { digits, exponent } = decimal(loss, 3)
  return exponent === undefined ? digits : `${digits}e${exponent}`
}

/** A running time: seconds, with as many decimals as mean something. */
export function secondsText(seconds: number): string {
  return `${seconds.toFixed(seconds < 10 ? 2 : seconds < 100 ? 1 : 0)} s`
}

/** What was taken off, in per cent: `−44 %`, and `+3 %` where it was added to. */
export function shareText(lost: number): string {
  if (!Number.isFinite(lost)) return '–'
  const percent = Math.abs(100 * lost)
  const digits = percent < 10 ? percent.toFixed(1) : percent.toFixed(0)
  return `${lost < 0 ? '+' : '−'}${digits} %`
}

/** A number with the typographic minus, for people. */
export const minus = (value: number | string): string => String(value).replace('-', '−')

/** The significant digits of a number, trailing zeros included, and its power of ten where it is very large or small. */
function decimal(value: number, precision: number): { digits: string; exponent?: number } {
  if (!Number.isFinite(value)) return { digits: 'not finite' }
  if (value === 0) return { digits: '0' }
  const [mantissa = '', exponent = ''] = value.toExponential(precision - 1).split('e')
  const size = Math.abs(Number(value.toPrecision(precision)))
  if (size < SMALL || size >= MANY_DIGITS) return { digits: mantissa, exponent: Number(exponent) }
  return {
    digits: size < 10 ** precision ? value.toPrecision(precision) : String(Number(value.toPrecision(precision))),
  }
}
