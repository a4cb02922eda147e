/**
 * One extent of a tensor: a number, or an expression in the named sizes of a graph's input (`height`, `width`) that is
 * resolved when a graph is specialised for one picture size. Expressions are written into the graph as its shape
 * annotations, so they are plain text: `height`, `floor(height / 4)`, `2 * floor(height / 4)`, `height * width`, `height - 1`, `height + 2`.
 */
export type Dimension = number | string

/** Extents of a tensor, outermost first; images are [1, channels, height, width]. */
export type Shape = readonly Dimension[]

/** Values for the names that occur in symbolic dimensions. */
export type Sizes = Readonly<Record<string, number>>

/** floor(d / 2): the extent after 2×2 pooling with stride 2. */
export function halve(dimension: Dimension): Dimension {
  if (typeof dimension === 'number') return Math.floor(dimension / 2)
  const [, name = dimension, divisor = '1'] = /^floor\((\w+) \/ (\d+)\)$/.exec(dimension) ?? []
  return `floor(${name} / ${Number(divisor) * 2})`
}

/** The product of extents, such as the number of positions height × width. */
export function product(dimensions: Shape): Dimension {
  const symbolic = dimensions.filter(dimension => typeof dimension === 'string')
  const numeric = dimensions.filter(dimension => typeof dimension === 'number').reduce((a, b) => a * b, 1)
  if (symbolic.length === 0) return numeric
  return numeric === 1 ? symbolic.join(' * ') : [numeric, ...symbolic].join(' * ')
}

/** d − n: the extent left when n rows or columns are cut off. */
export function shorten(dimension: Dimension, by: number): Dimension {
  return lengthen(dimension, -by)
}

/** d + n: the extent with n rows or columns more. */
export function lengthen(dimension: Dimension, by: number): Dimension {
  if (typeof dimension === 'number') return dimension + by
  const [, base = dimension, before = '0'] = /^(.*) (\+ \d+|- \d+)$/.exec(dimension) ?? []
  const change = Number(before.replace(' ', '')) + by
  return change === 0 ? base : `${base} ${change < 0 ? '-' : '+'} ${Math.abs(change)}`
}

/** The number that a dimension stands for, once its names have values. Throws on text that this module did not write. */
export function evaluate(dimension: Dimension, sizes: Sizes): number {
  if (typeof dimension === 'number') return dimension
  const whole = (text: string): number => {
    const value = sizes[text] ?? (/^\d+$/.test(text) ? Number(text) : Number.NaN)
    if (!Number.isInteger(value)) throw new Error(`cannot resolve the dimension "${dimension}"`)
    return value
  }
  const [, base = dimension, change = '0'] = /^(.*) (\+ \d+|- \d+)$/.exec(dimension) ?? []
  const factors = base.split(' * ').map(factor => {
    const [, name = factor, divisor = '1'] = /^floor\((\w+) \/ (\d+)\)$/.exec(factor) ?? []
    return Math.floor(whole(name) / Number(divisor))
  })
  return factors.reduce((a, b) => a * b, 1) + Number(change.replace(' ', ''))
}

/** Whether two shapes are the same, extent by extent. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis])
}
