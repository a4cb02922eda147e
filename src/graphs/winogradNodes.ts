import { GraphPart, integerList, type Nodes } from './graphPart.js'
import { AttributeType } from './onnxProto.js'
import { OF_INPUT, OF_KERNEL, OF_PRODUCTS, POINTS, REACH, TILE } from './winogradTransforms.js'

/** A 3×3 convolution of a specialised graph. */
export interface Convolution {
  /** The names of its map [1, channels, height, width], of its kernel, of its bias where it has one, and of its result. */
  readonly map: string
  readonly kernel: string
  readonly bias: string | undefined
  readonly output: string
  readonly channels: number
  /** How many kernels, which are the channels of its result. */
  readonly kernels: number
  readonly height: number
  readonly width: number
  /** Rows and columns of zeros on each side. */
  readonly zeros: number
}

/** The side of a convolution's result. */
export const resultSide = (side: number, zeros: number): number => side + 2 * zeros - 2

/**
 * A convolution by Winograd's tiles of 4×4 pixels, in operators that every provider has. All channels are one volume of one channel, so
 * that one convolution in steps of 4 along rows and columns gathers the tiles and transforms them; 36 products of matrices follow, and one
 * that transforms back. What depends on the kernel alone, ONNX Runtime folds when it loads.
 *
 * @param bandBytes what points and products take at most at one time, which goes by bands of rows where all of them take more
 */
export function winogradNodes(convolution: Convolution, bandBytes = Number.POSITIVE_INFINITY): Nodes {
  const { bias, output, kernels, height, width, zeros } = convolution
  const part = new GraphPart(output)
  const kernelMatrices = transformedKernel(part, convolution)
  const bands = bandsOf(convolution, bandBytes)
  const shape = [1, kernels, resultSide(height, zeros), resultSide(width, zeros)]
  const stem = bias ? 'trimmed' : ''
  const [whole] = bands
  const result =
    whole && bands.length === 1
      ? bandNodes(part, convolution, kernelMatrices, whole, stem)
      : part.concatRows(
          stem && 'bands',
          bands.map((band, at) => bandNodes(part, convolution, kernelMatrices, band, `band${at}`, `band${at}/`)),
          shape,
        )
  if (bias) part.node('Add', '', [result, part.reshape('bias', bias, [1, kernels, 1, 1])], shape)
  return part
}

function transformedKernel(part: GraphPart, { kernel, kernels, channels }: Convolution): string {
  const rows = part.reshape('kernel', kernel, [kernels * channels, 9])
  const ofKernel = part.constant('winograd.kernel', OF_KERNEL, [POINTS, 9])
  const transposed = { name: 'transB', type: AttributeType.INT, i: 1 }
  const points = part.node('Gemm', 'kernel/points', [ofKernel, rows], [POINTS, kernels * channels], [transposed])
  return part.reshape('kernel/matrices', points, [POINTS, kernels, channels])
}

/** Rows of tiles that are computed together. */
interface Band {
  /** Rows of the map that its tiles read, from `begin` to before `end`. */
  readonly begin: number
  readonly end: number
  /** Rows of zeros above and below them. */
  readonly above: number
  readonly below: number
  /** Rows of the result. */
  readonly outRows: number
}

function bandsOf({ channels, kernels, height, width, zeros }: Convolution, bandBytes: number): Band[] {
  const outHeight = resultSide(height, zeros)
  const tileRows = Math.ceil(outHeight / TILE)
  const rowBytes = 4 * POINTS * (channels + kernels) * Math.ceil(resultSide(width, zeros) / TILE)
  const count = Math.ceil(tileRows / Math.min(tileRows, Math.max(1, Math.floor(bandBytes / rowBytes))))
  const most = Math.ceil(tileRows / count)
  return Array.from({ length: Math.ceil(tileRows / most) }, (_, at) => {
    const first = TILE * most * at
    const outRows = Math.min(outHeight - first, TILE * most)
    const from = first - zeros
    const to = from + TILE * Math.ceil(outRows / TILE) + REACH - TILE
    const [begin, end] = [Math.max(0, from), Math.min(height, to)]
    return { begin, end, above: begin - from, below: to - end, outRows }
  })
}

/** @param stem what its result is called; @param within what the names of all other values begin with */
function bandNodes(
  part: GraphPart,
  { map, channels, kernels, height, width, zeros }: Convolution,
  kernelMatrices: string,
  { begin, end, above, below, outRows }: Band,
  stem: string,
  within = '',
): string {
  const own = end - begin
  const outWidth = resultSide(width, zeros)
  const [rows, columns] = [Math.ceil(outRows / TILE), Math.ceil(outWidth / TILE)]
  const [tall, wide] = [rows * TILE, columns * TILE]
  const cut = own === height ? map : part.slice(`${within}map`, map, [begin], [end], [2], [1, channels, own, width])

  const volume = part.reshape(`${within}volume`, cut, [1, 1, channels, own, width])
  const ofInput = part.constant('winograd.input', OF_INPUT, [POINTS, 1, 1, REACH, REACH])
  const points = part.node(
    'Conv',
    `${within}points`,
    [volume, ofInput],
    [1, POINTS, channels, rows, columns],
    [
      integerList('kernel_shape', [1, REACH, REACH]),
      integerList('strides', [1, TILE, TILE]),
      integerList('pads', [0, above, zeros, 0, below, wide + REACH - TILE - width - zeros]),
    ],
  )
  const matrices = part.reshape(`${within}points/matrices`, points, [POINTS, channels, rows * columns])
  const numbers = kernels * rows * columns
  const products = part.node(
    'MatMul',
    `${within}products`,
    [kernelMatrices, matrices],
    [POINTS, kernels, rows * columns],
  )
  const productRows = part.reshape(`${within}products/rows`, products, [POINTS, numbers])
  const ofProducts = part.constant('winograd.products', OF_PRODUCTS, [TILE ** 2, POINTS])
  const pixels = part.node('MatMul', `${within}pixels`, [ofProducts, productRows], [TILE ** 2, numbers])
  // In two steps, of which the first moves numbers within four rows and the second whole rows: one step takes three times as long.
  const tiles = part.reshape(`${within}tiles`, pixels, [TILE, TILE, numbers])
  const across = part.transpose(`${within}across`, tiles, [TILE, numbers, TILE], [0, 2, 1])
  const rowsOfTiles = part.reshape(`${within}rows`, across, [TILE, kernels * rows, wide])
  const down = part.transpose(`${within}down`, rowsOfTiles, [kernels * rows, TILE, wide], [1, 0, 2])
  const isTrimmed = tall > outRows || wide > outWidth
  const whole = part.reshape(isTrimmed ? `${within}whole` : stem, down, [1, kernels, tall, wide])
  if (!isTrimmed) return whole
  return part.slice(stem, whole, [0, 0], [outRows, outWidth], [2, 3], [1, kernels, outRows, outWidth])
}
