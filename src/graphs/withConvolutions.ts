import type { Convolutions, Tiled } from './convolutions.js'
import type { ImageSize } from './imageSize.js'
import { ModelProto, type NodeInfo } from './onnxProto.js'
import { type LossSpecification, tapsOf } from './specification.js'
import { layersUpTo } from './taps.js'
import { type Convolution, resultSide, winogradNodes } from './winogradNodes.js'
import { POINTS, TILE } from './winogradTransforms.js'

/** Which convolutions go by tiles, and how. */
export interface Tiling {
  /** The fewest channels in and out together: below, transforms take longer than products are saved. */
  readonly channels: number
  /** The fewest tiles: below, the transformed kernels, four times as large, take longer to read than products are saved. */
  readonly tiles: number
  /** What the points and products of one take at most at one time. */
  readonly bandBytes: number
}

// With the vectors of a CPU, 64 channels in and 64 out are a tie. With WebAssembly's of 128 bits they gain, and few tiles do; a page has
// little memory. In Node a layer of a picture of 512 pixels is one band. Bands of 50 to 80 MB take memory at 1024 pixels that estimates miss.
const TILINGS = {
  winograd: { channels: 64 + 128, tiles: 32, bandBytes: 160e6 },
  'winograd-all': { channels: 64 + 64, tiles: 8, bandBytes: 32e6 },
} as const satisfies Record<Tiled, Tiling>

/**
 * A specialised graph in which convolutions of many channels are computed so. `direct` is the graph as it stands.
 *
 * @param other what is to be otherwise than pays
 */
export function withConvolutions(
  model: ModelProto,
  convolutions: Convolutions,
  other: Partial<Omit<Tiling, 'channels'>> = {},
): ModelProto {
  return convolutions === 'direct' ? model : rewritten(model, { ...TILINGS[convolutions], ...other })
}

function rewritten(model: ModelProto, tiling: Tiling): ModelProto {
  const graph = model.graph ?? {}
  const values = [...(graph.input ?? []), ...(graph.valueInfo ?? []), ...(graph.output ?? [])]
  const extents = new Map([
    ...values.map(({ name, type }) => [name, type?.tensorType?.shape?.dim?.map(dim => Number(dim.dimValue))] as const),
    ...(graph.initializer ?? []).map(({ name, dims }) => [name, dims?.map(Number)] as const),
  ])
  const parts = (graph.node ?? []).map(node => {
    const convolution = convolutionOf(node, name => extents.get(name) ?? [])
    return convolution && isReplaced(convolution, tiling) ? winogradNodes(convolution, tiling.bandBytes) : node
  })
  const added = parts.flatMap(part => ('nodes' in part ? [part] : []))
  const constants = new Map(added.flatMap(part => part.constants).map(constant => [constant.name, constant]))
  return ModelProto.create({
    ...model,
    graph: {
      ...graph,
      node: parts.flatMap(part => ('nodes' in part ? part.nodes : part)),
      valueInfo: [...(graph.valueInfo ?? []), ...added.flatMap(part => part.values)],
      initializer: [...(graph.initializer ?? []), ...constants.values()],
    },
  })
}

/**
 * What the kernels of a loss take that are transformed for Winograd's tiles, once for the way there and once for the way back; 0 where
 * no convolution gains by them.
 */
export function transformedKernelBytes(
  { terms }: Pick<LossSpecification, 'terms'>,
  size: ImageSize,
  convolutions: Convolutions,
): number {
  if (convolutions === 'direct') return 0
  const tiling = TILINGS[convolutions]
  return layersUpTo(tapsOf({ terms })).reduce((bytes, { block, inChannels, outChannels }) => {
    const side = (length: number) => Math.floor(length / 2 ** (block - 1))
    const isTransformed = gains(inChannels + outChannels, [side(size.height), side(size.width)], tiling)
    return isTransformed ? bytes + 2 * 4 * POINTS * inChannels * outChannels : bytes
  }, 0)
}

function isReplaced({ channels, kernels, height, width, zeros }: Convolution, tiling: Tiling): boolean {
  return gains(
    channels + kernels,
    [height, width].map(side => resultSide(side, zeros)),
    tiling,
  )
}

/** @param channels in and out together; @param sides of the result */
function gains(channels: number, sides: readonly number[], tiling: Tiling): boolean {
  return channels >= tiling.channels && sides.reduce((tiles, side) => tiles * Math.ceil(side / TILE), 1) >= tiling.tiles
}

function convolutionOf(node: NodeInfo, extentsOf: (name: string) => readonly number[]): Convolution | undefined {
  if (node.opType !== 'Conv') return undefined
  const [map = '', kernel = '', bias] = node.input ?? []
  const [output = ''] = node.output ?? []
  const [, channels = 0, height = 0, width = 0] = extentsOf(map)
  const [kernels = 0] = extentsOf(kernel)
  const zeros = Number(node.attribute?.find(({ name }) => name === 'pads')?.ints?.[0] ?? 0)
  return { map, kernel, bias, output, channels, kernels, height, width, zeros }
}
