/** How deep an edge is, and the side of the cells that it is looked at by, in pixels. */
const DEEP = 8
/** How many strips behind the outermost one it is compared with. */
const BESIDE = 3

/**
 * How a picture is at its four edges, as a share of how it is beside them: the mean variance within cells of 8 × 8 pixels, and the mean
 * square of differences of neighbours, of the outermost strip of cells over those of the next three strips along the same edge. What
 * varies over the picture is alike in both; what ends at the picture's edge is not. Corners, where two edges meet, are left out.
 *
 * @param picture planes [3, height, width]
 * @returns for each edge `{ variance, slope }`; 1 where it is as what is beside it
 */
export function edgesOf({ width, height, pixels }) {
  const across = { length: height, at: (deep, along) => along * width + deep }
  const down = { length: width, at: (deep, along) => deep * width + along }
  const mirrored = ({ length, at }, depth) => ({ length, at: (deep, along) => at(depth - 1 - deep, along) })
  const sides = { left: across, right: mirrored(across, width), top: down, bottom: mirrored(down, height) }
  const area = width * height
  return Object.fromEntries(Object.entries(sides).map(([name, side]) => [name, edgeOf(pixels, area, side)]))
}

function edgeOf(pixels, area, side) {
  const [outer, ...beside] = Array.from({ length: BESIDE + 1 }, (_, strip) => stripOf(pixels, area, side, strip))
  const share = key => outer[key] / (beside.reduce((sum, strip) => sum + strip[key], 0) / BESIDE)
  return { variance: share('variance'), slope: share('slope') }
}

/** The means over the cells of a strip along an edge. */
function stripOf(pixels, area, { length, at }, strip) {
  const cells = Math.floor(length / DEEP) - 2
  const sums = { variance: 0, slope: 0 }
  for (let plane = 0; plane < 3; plane++) {
    for (let cell = 1; cell <= cells; cell++) {
      const value = (deep, along) => pixels[plane * area + at(strip * DEEP + deep, cell * DEEP + along)]
      const { variance, slope } = cellOf(value)
      sums.variance += variance
      sums.slope += slope
    }
  }
  return sums
}

function cellOf(value) {
  let [sum, squares, slope] = [0, 0, 0]
  for (let deep = 0; deep < DEEP; deep++) {
    for (let along = 0; along < DEEP; along++) {
      const own = value(deep, along)
      sum += own
      squares += own * own
      if (deep > 0) slope += (own - value(deep - 1, along)) ** 2
      if (along > 0) slope += (own - value(deep, along - 1)) ** 2
    }
  }
  return { variance: squares / DEEP ** 2 - (sum / DEEP ** 2) ** 2, slope }
}
