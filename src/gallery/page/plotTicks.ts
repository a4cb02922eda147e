/** A stretch of an axis, `from` below `to`. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** Beyond so many decades only every second one is labelled, or every third, … */
const MOST_DECADES = 7

/**
 * The places to label on a logarithmic axis: decades where the range has two or more; else 1-2-5 multiples of them; else
 * every whole multiple; else evenly spaced round numbers. `range.from` is above 0.
 */
export function logTicks(range: Range): readonly number[] {
  const candidates = [[1], [1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9]].map(digits => multiples(digits, range))
  return candidates.find(ticks => ticks.length > 1) ?? linearTicks(range, 4)
}

/** Round numbers within the range, 1, 2 or 5 times a power of ten apart: about `count` of them, at most one more. */
export function linearTicks({ from, to }: Range, count: number): readonly number[] {
  const rough = (to - from) / count
  const decade = 10 ** Math.floor(Math.log10(rough))
  const step = decade * ([1, 2, 5].find(digit => digit * decade >= rough) ?? 10)
  const first = Math.ceil(from / step)
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) => rounded((first + i) * step))
}

function multiples(digits: readonly number[], { from, to }: Range): readonly number[] {
  const [first, last] = [Math.floor(Math.log10(from)), Math.floor(Math.log10(to))]
  const every = digits.length === 1 ? Math.ceil((last - first) / MOST_DECADES) || 1 : 1
  const exponents = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  return exponents
    .filter(exponent => exponent % every === 0)
    .flatMap(exponent => digits.map(digit => Number(`${digit}e${exponent}`)))
    .filter(tick => tick >= from && tick <= to)
}

/** Drops the last digits of a float64, where 3 · 0.1 would show. */
const rounded = (value: number) => Number(value.toPrecision(12))
