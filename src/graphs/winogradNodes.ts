import {
  type AttributeInfo,
  AttributeType,
  DataType,
  type NodeInfo,
  type TensorInfo,
  type ValueInfo,
} from './onnxProto.js'
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

/** Part of a graph. */
export interface Nodes {
  readonly nodes: NodeInfo[]
  /** Values between them. */
  readonly values: ValueInfo[]
  readonly constants: TensorInfo[]
}

/**
 * A convolution by Winograd's tiles of 4×4 pixels, in operators that every provider has. All channels are one tall image of one channel,
 * with rows of zeros between them, so that one convolution in steps of 4 gathers the tiles and transforms them; 36 products of matrices
 * follow, and one that transforms back. What depends on the kernel alone, ONNX Runtime folds when it loads.
 */
export function winogradNodes(convolution: Convolution): Nodes {
  const { map, kernel, bias, output, channels, kernels, height, width, zeros } = convolution
  const part = new Part(output)
  const [outHeight, outWidth] = [resultSide(height, zeros), resultSide(width, zeros)]
  const rows = Math.ceil((height + zeros) / TILE)
  const columns = Math.ceil(outWidth / TILE)
  const [tall, wide] = [rows * TILE, columns * TILE]

  const kernelRows = part.reshape('kernel', kernel, [kernels * channels, 9])
  const ofKernel = part.constant('winograd.kernel', OF_KERNEL, [POINTS, 9])
  const kernelPoints = part.node(
    'Gemm',
    'kernel/points',
    [ofKernel, kernelRows],
    [POINTS, kernels * channels],
    [{ name: 'transB', type: AttributeType.INT, i: 1 }],
  )
  const kernelMatrices = part.reshape('kernel/matrices', kernelPoints, [POINTS, kernels, channels])

  const stack = part.reshape('stack', part.withRows(map, [1, channels, height, width], tall), [
    ...[1, 1, 1],
    channels * tall,
    width,
  ])
  const ofInput = part.constant('winograd.input', OF_INPUT, [POINTS, 1, 1, REACH, REACH])
  // Of rank 5, because ONNX Runtime would bring a result of rank 4 into blocks of channels, and back.
  const points = part.node(
    'Conv',
    'points',
    [stack, ofInput],
    [1, POINTS, 1, channels * rows, columns],
    [
      integerList('kernel_shape', [1, REACH, REACH]),
      integerList('strides', [1, TILE, TILE]),
      integerList('pads', [0, zeros, zeros, 0, 2 - zeros, wide + 2 - width - zeros]),
    ],
  )
  const matrices = part.reshape('points/matrices', points, [POINTS, channels, rows * columns])
  const products = part.node('MatMul', 'products', [kernelMatrices, matrices], [POINTS, kernels, rows * columns])
  const productRows = part.reshape('products/rows', products, [POINTS, kernels * rows * columns])
  const ofProducts = part.constant('winograd.products', OF_PRODUCTS, [TILE ** 2, POINTS])
  const pixels = part.node('MatMul', 'pixels', [ofProducts, productRows], [TILE ** 2, kernels * rows * columns])
  // In two steps, of which the first moves numbers within four rows and the second whole rows: one step takes three times as long.
  const tiles = part.reshape('tiles', pixels, [TILE, TILE, kernels * rows * columns])
  const across = part.transpose('across', tiles, [TILE, kernels * rows * columns, TILE], [0, 2, 1])
  const rowsOfTiles = part.reshape('rows', across, [TILE, kernels * rows, wide])
  const down = part.transpose('down', rowsOfTiles, [kernels * rows, TILE, wide], [1, 0, 2])
  const whole = part.reshape('whole', down, [1, kernels, tall, wide])
  const shape = [1, kernels, outHeight, outWidth]
  const ends = [part.integers([0, 0]), part.integers([outHeight, outWidth]), part.integers([2, 3])]
  const trimmed = part.node('Slice', bias ? 'trimmed' : '', [whole, ...ends], shape)
  if (bias) part.node('Add', '', [trimmed, part.reshape('bias', bias, [1, kernels, 1, 1])], shape)
  return part
}

/** The nodes that take the place of one, whose result keeps its name. */
class Part implements Nodes {
  readonly nodes: NodeInfo[] = []
  readonly values: ValueInfo[] = []
  readonly constants: TensorInfo[] = []

  constructor(readonly output: string) {}

  /** Adds a node and returns the name of its result. @param stem what it is called beside the whole part; nothing for the part's own result */
  node(
    opType: string,
    stem: string,
    input: string[],
    shape: readonly number[],
    attribute: AttributeInfo[] = [],
  ): string {
    const name = stem === '' ? this.output : `${this.output}/${stem}`
    this.nodes.push({ name, opType, input, output: [name], attribute })
    const dim = shape.map(dimValue => ({ dimValue }))
    if (stem !== '') this.values.push({ name, type: { tensorType: { elemType: DataType.FLOAT, shape: { dim } } } })
    return name
  }

  reshape(stem: string, from: string, shape: readonly number[]): string {
    return this.node('Reshape', stem, [from, this.integers(shape)], shape)
  }

  transpose(stem: string, from: string, shape: readonly number[], perm: readonly number[]): string {
    return this.node('Transpose', stem, [from], shape, [integerList('perm', perm)])
  }

  /** A map with rows of zeros below each channel until there are so many. */
  withRows(map: string, [, channels = 0, height = 0, width = 0]: readonly number[], rows: number): string {
    if (rows === height) return map
    const shape = [1, channels, rows - height, width]
    const zero = this.constant('winograd.zero', [0], [])
    const zeros = this.node('Expand', 'zeros', [zero, this.integers(shape)], shape)
    const axis = { name: 'axis', type: AttributeType.INT, i: 2 }
    return this.node('Concat', 'apart', [map, zeros], [1, channels, rows, width], [axis])
  }

  constant(name: string, values: readonly number[], dims: readonly number[]): string {
    this.constants.push({ name, dims: [...dims], dataType: DataType.FLOAT, floatData: [...values] })
    return name
  }

  integers(values: readonly number[]): string {
    const name = `winograd.int64:${values}`
    this.constants.push({ name, dims: [values.length], dataType: DataType.INT64, int64Data: [...values] })
    return name
  }
}

const integerList = (name: string, ints: readonly number[]): AttributeInfo => ({
  name,
  type: AttributeType.INTS,
  ints: [...ints],
})
