import { type ExecutedNode, VIEWS } from './executedNodes.js'

/** A node as ONNX Runtime's CPU provider executes it, with the layout of what it writes. */
export interface LaidOutNode extends ExecutedNode {
  /** The tensor of the graph that its output has the shape of. */
  readonly tensor: string
  /** Whether its output is in blocks of channels. */
  readonly isBlocked: boolean
  /** When it came into the loaded graph: nodes that replace others, or rearrange, come after all of the graph's own. */
  readonly added: number
}

/** Channels of a block with AVX-512; narrower processors have 8 and round up less. */
export const BLOCK = 16

const REORDER = 'Reorder'
/** Images of [1, channels, height, width]; what is convolved in more dimensions stays in planes. */
const RANK_IN_BLOCKS = 4
/** These go on in blocks where so many maps that they read are in blocks. */
const FOLLOWING: ReadonlyMap<string, number> = new Map([
  ['Relu', 1],
  ['HardSigmoid', 1],
  ['Resize', 1],
  ['Add', 2],
  ['Mul', 2],
])

/**
 * What ONNX Runtime makes of a graph's nodes on a CPU: convolutions and poolings read and write maps in blocks of channels, a convolution
 * rectifies by itself what nobody reads otherwise, and where one layout is there and the other is wanted the map is rearranged, once.
 */
export function laidOutNodes(
  nodes: readonly ExecutedNode[],
  extentsOf: (tensor: string) => readonly number[],
  isGiven: (tensor: string) => boolean,
): LaidOutNode[] {
  const channelsOf = (tensor: string) => extentsOf(tensor)[1] ?? 0
  const blocked = new Set<string>()
  const laidOut: LaidOutNode[] = []
  const rearranged = new Set<string>()
  const rearrange = (tensor: string, toBlocks: boolean): string => {
    const output = `${tensor} ${toBlocks ? 'in blocks' : 'in planes'}`
    if (!rearranged.has(output)) {
      rearranged.add(output)
      const added = 2 * nodes.length + rearranged.size
      laidOut.push({ operator: REORDER, inputs: [tensor], output, tensor, isBlocked: toBlocks, added })
    }
    return output
  }
  for (const [at, { operator, inputs, output }] of rectifying(nodes).entries()) {
    const pools = operator === 'MaxPool' || operator === 'AveragePool'
    const convolves = operator === 'Conv' && extentsOf(output).length === RANK_IN_BLOCKS
    const writesBlocks =
      convolves ||
      (pools && channelsOf(output) >= BLOCK) ||
      inputs.filter(input => blocked.has(input)).length === FOLLOWING.get(operator)
    const read = inputs.map(input => {
      const isNarrow = convolves && channelsOf(input) < BLOCK
      const wantsBlocks = writesBlocks && !isNarrow
      if (wantsBlocks === blocked.has(input) || (isGiven(input) && !wantsBlocks)) return input
      return rearrange(input, wantsBlocks)
    })
    if (writesBlocks) blocked.add(output)
    const added = convolves ? nodes.length + at : at
    laidOut.push({ operator, inputs: read, output, tensor: output, isBlocked: writesBlocks, added })
  }
  return laidOut
}

/** The nodes, with convolutions that rectify in place of those whose only reader does. */
function rectifying(nodes: readonly ExecutedNode[]): ExecutedNode[] {
  const readers = new Map<string, ExecutedNode[]>()
  for (const node of nodes) for (const input of node.inputs) readers.set(input, [...(readers.get(input) ?? []), node])
  const rectified = new Set<string>()
  return nodes.flatMap(node => {
    if (rectified.has(node.output)) return []
    const [reader, ...others] = readers.get(node.output) ?? []
    if (node.operator !== 'Conv' || reader?.operator !== 'Relu' || others.length > 0) return node
    rectified.add(reader.output)
    return { ...node, output: reader.output }
  })
}

export const isView = ({ operator }: ExecutedNode): boolean => VIEWS.has(operator)
