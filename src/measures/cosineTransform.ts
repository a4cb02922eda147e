/**
 * The orthonormal two-dimensional DCT-II of a plane [height, width]. Gives the coefficients *transposed*, shape
 * [width, height]: entry (v, u) belongs to the basis of u half-waves down and v half-waves across.
 *
 * A DCT, not a Fourier transform, because a picture's opposite edges do not meet: their jump would fill all bands.
 */
export function cosineTransform(plane: Float64Array, height: number, width: number): Float64Array {
  const down = orthonormal(transformRows(plane, height, width), height, width)
  const transposed = new Float64Array(plane.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) transposed[x * height + y] = down[y * width + x]!
  }
  return orthonormal(transformRows(transposed, width, height), width, height)
}

/**
 * Scales the sums that {@link transformRows} gives by √(1/count) for the first and √(2/count) for the others, in place.
 */
function orthonormal(values: Float64Array, count: number, inner: number): Float64Array {
  for (let i = 0; i < values.length; i++) values[i]! *= Math.sqrt((i < inner ? 1 : 2) / count)
  return values
}

/**
 * X[k] = Σₙ x[n] cos(π (n + ½) k / count) of rows x[n] of `inner` values each.
 *
 * An even count is halved (Lee 1984, "A new algorithm to compute the discrete cosine transform"): the even X are the
 * transform of x[n] + x[count − 1 − n]; the odd ones are sums of neighbours in the transform of
 * (x[n] − x[count − 1 − n]) / (2 cos(π (n + ½) / count)). An odd count is summed as it stands.
 */
function transformRows(values: Float64Array, count: number, inner: number): Float64Array {
  if (count % 2 === 1) return sumRows(values, count, inner)
  const half = count / 2
  const sums = new Float64Array(half * inner)
  const differences = new Float64Array(half * inner)
  for (let n = 0; n < half; n++) {
    const scale = 0.5 / Math.cos((Math.PI * (n + 0.5)) / count)
    const [row, mirrored] = [n * inner, (count - 1 - n) * inner]
    for (let i = 0; i < inner; i++) {
      const [near, far] = [values[row + i]!, values[mirrored + i]!]
      sums[row + i] = near + far
      differences[row + i] = (near - far) * scale
    }
  }
  const even = transformRows(sums, half, inner)
  const odd = transformRows(differences, half, inner)
  const result = new Float64Array(count * inner)
  for (let k = 0; k < half; k++) {
    const row = k * inner
    result.set(even.subarray(row, row + inner), 2 * row)
    const to = 2 * row + inner
    // The transform beyond its last row is zero.
    for (let i = 0; i < inner; i++) result[to + i] = odd[row + i]! + (k + 1 < half ? odd[row + inner + i]! : 0)
  }
  return result
}

/** The same sums one by one. Mirrored rows have the same cosines but for the sign, (−1)^k, so half of them do. */
function sumRows(values: Float64Array, count: number, inner: number): Float64Array {
  const half = (count - 1) / 2
  const even = values.slice(0, (half + 1) * inner)
  const odd = values.slice(0, half * inner)
  for (let n = 0; n < half; n++) {
    const [row, mirrored] = [n * inner, (count - 1 - n) * inner]
    for (let i = 0; i < inner; i++) {
      even[row + i]! += values[mirrored + i]!
      odd[row + i]! -= values[mirrored + i]!
    }
  }
  const result = new Float64Array(count * inner)
  for (let k = 0; k < count; k++) {
    const cosine = (n: number) => Math.cos((Math.PI * (n + 0.5) * k) / count)
    addRows(result.subarray(k * inner, (k + 1) * inner), k % 2 === 0 ? even : odd, cosine)
  }
  return result
}

/** Adds rows to `sum`, each times its weight; four at a time, because reading and writing `sum` is what takes time. */
function addRows(sum: Float64Array, rows: Float64Array, weight: (row: number) => number): void {
  const inner = sum.length
  const count = rows.length / inner
  let n = 0
  for (; n + 4 <= count; n += 4) {
    const [a, b, c, d] = [weight(n), weight(n + 1), weight(n + 2), weight(n + 3)]
    const [first, second, third, fourth] = [n * inner, (n + 1) * inner, (n + 2) * inner, (n + 3) * inner]
    for (let i = 0; i < inner; i++) {
      sum[i]! += a * rows[first + i]! + b * rows[second + i]! + c * rows[third + i]! + d * rows[fourth + i]!
    }
  }
  for (; n < count; n++) {
    const [w, row] = [weight(n), n * inner]
    for (let i = 0; i < inner; i++) sum[i]! += w * rows[row + i]!
  }
}
