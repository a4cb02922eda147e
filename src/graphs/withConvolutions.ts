import type { Convolutions } from './convolutions.js'
import { ModelProto, type NodeInfo } from './onnxProto.js'
import { type ImageSize, type LossSpecification, tapsOf } from './specification.js'
import { layersUpTo } from './taps.js'
import { type Convolution, resultSide, winogradNodes } from './winogradNodes.js'
import { POINTS, TILE } from './winogradTransforms.js'

/** Channels in and out together from which tiles gain more than their transforms take; with as few as 128 and 128 it is a tie. */
const LEAST_CHANNELS = 128 + 256
/** Below so many tiles, the transformed kernels, four times as large, take longer to read than products are saved. */
const LEAST_TILES = 32

/**
 * A specialised graph in which convolutions of many channels are computed so. `direct` is the graph as it stands.
 *
 * @param leastTiles how many tiles there are at least where they take the place of a convolution; as many as pay by default
 */
export function withConvolutions(model: ModelProto, convolutions: Convolutions, leastTiles = LEAST_TILES): ModelProto {
  return convolutions === 'direct' ? model : rewritten(model, leastTiles)
}

function rewritten(model: ModelProto, leastTiles: number): ModelProto {
  const graph = model.graph ?? {}
  const values = [...(graph.input ?? []), ...(graph.valueInfo ?? []), ...(graph.output ?? [])]
  const extents = new Map([
    ...values.map(({ name, type }) => [name, type?.tensorType?.shape?.dim?.map(dim => Number(dim.dimValue))] as const),
    ...(graph.initializer ?? []).map(({ name, dims }) => [name, dims?.map(Number)] as const),
  ])
  const parts = (graph.node ?? []).map(node => {
    const convolution = convolutionOf(node, name => extents.get(name) ?? [])
    return convolution && isReplaced(convolution, leastTiles) ? winogradNodes(convolution) : node
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
export function transformedKernelBytes({ terms }: Pick<LossSpecification, 'terms'>, size: ImageSize): number {
  return layersUpTo(tapsOf({ terms })).reduce((bytes, { block, inChannels, outChannels }) => {
    const side = (length: number) => Math.floor(length / 2 ** (block - 1))
    const isTransformed = gains(inChannels + outChannels, [side(size.height), side(size.width)], LEAST_TILES)
    return isTransformed ? bytes + 2 * 4 * POINTS * inChannels * outChannels : bytes
  }, 0)
}

function isReplaced({ channels, kernels, height, width, zeros }: Convolution, leastTiles: number): boolean {
  return gains(
    channels + kernels,
    [height, width].map(side => resultSide(side, zeros)),
    leastTiles,
  )
}

/** @param channels in and out together; @param sides of the result */
function gains(channels: number, sides: readonly number[], leastTiles: number): boolean {
  return channels >= LEAST_CHANNELS && sides.reduce((tiles, side) => tiles * Math.ceil(side / TILE), 1) >= leastTiles
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
