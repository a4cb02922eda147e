import { arenaBytes, type Held } from './arenaBytes.js'
import { executedNodes } from './executedNodes.js'
import { executionOrder } from './executionOrder.js'
import { BLOCK, isView, type LaidOutNode, laidOutNodes } from './laidOutNodes.js'
import { DataType, type ModelProto } from './onnxProto.js'

/**
 * The most bytes that values between nodes take when ONNX Runtime executes a specialised graph on the CPU, found by going through its
 * plan: buffers are freed after their last use; some operators write over an input; and a buffer whose values are no longer needed is
 * held for a later tensor of the same shape, if there is one that is no result. What the arena wastes that they come from is counted: see
 * arenaBytes. A second execution finds the arena as the first left it, and lies in it otherwise; from then on all are alike.
 *
 * Inputs and weights are not counted.
 */
export function peakActivationBytes(model: ModelProto): number {
  const plan = planBuffers(model)
  const end = 1 + Math.max(0, ...plan.map(({ last }) => last))
  return arenaBytes(
    [0, end].flatMap(at => plan.map(({ bytes, first, last }) => ({ bytes, first: at + first, last: at + last }))),
  )
}

/** These write over an input that nobody reads after them. */
const IN_PLACE: ReadonlySet<string> = new Set(['Relu', 'HardSigmoid', 'Cast', 'Clip'])
const BYTES = new Map<number, number>([
  [DataType.FLOAT, 4],
  [DataType.INT64, 8],
  [DataType.BOOL, 1],
])

interface Buffer extends Held {
  /** What a tensor must agree in to take the buffer over: type and shape. */
  readonly kind: string
  last: number
  /** Readers still to come of the tensor that it holds. */
  readers: number
}

function planBuffers(model: ModelProto): Buffer[] {
  const { graph } = model
  const values = [...(graph?.input ?? []), ...(graph?.valueInfo ?? []), ...(graph?.output ?? [])]
  const types = new Map(values.map(({ name, type }) => [name ?? '', type?.tensorType]))
  const given = new Set((graph?.input ?? []).map(({ name }) => name ?? ''))
  const extents = new Map(
    [...types].map(([name, type]) => [name, (type?.shape?.dim ?? []).map(({ dimValue }) => Number(dimValue))]),
  )
  const dimsOf = (name: string) => extents.get(name) ?? []
  const elementBytes = (name: string) => BYTES.get(types.get(name)?.elemType ?? 0) ?? 0
  const nodes = laidOutNodes(executedNodes(model), dimsOf, name => given.has(name))
  const order = executionOrder(nodes)

  const extentsOf = ({ tensor, isBlocked }: LaidOutNode) => {
    const dims = dimsOf(tensor)
    return isBlocked ? dims.with(1, BLOCK * Math.ceil((dims[1] ?? 0) / BLOCK)) : dims
  }
  const kindOf = (node: LaidOutNode) => `${elementBytes(node.tensor)} ${extentsOf(node)}`
  const kinds = new Map(order.map(node => [node.output, kindOf(node)]))

  const viewed = new Map(order.filter(isView).map(({ output, inputs }) => [output, inputs[0] ?? '']))
  const owner = (name: string): string => {
    const source = viewed.get(name)
    return source === undefined ? name : owner(source)
  }
  const readers = new Map<string, number>()
  for (const node of order)
    if (!isView(node)) for (const name of node.inputs) readers.set(owner(name), (readers.get(owner(name)) ?? 0) + 1)
  for (const { name } of graph?.output ?? []) readers.set(owner(name ?? ''), Number.POSITIVE_INFINITY)

  const buffers: Buffer[] = []
  const held = new Map<string, Buffer>()
  const idle: Buffer[] = []
  const hold = (node: LaidOutNode, at: number) => {
    const { output } = node
    const kind = kindOf(node)
    const own = readers.get(output) ?? 0
    const isResult = own === Number.POSITIVE_INFINITY
    const overwritten =
      !isResult && IN_PLACE.has(node.operator)
        ? node.inputs
            .filter(input => kinds.get(input) === kind)
            .map(input => held.get(owner(input)))
            .find(buffer => buffer?.readers === 1)
        : undefined
    const spare = isResult ? -1 : idle.findIndex(buffer => buffer.kind === kind)
    const found = overwritten ?? (spare >= 0 ? idle.splice(spare, 1)[0] : undefined)
    const bytes = extentsOf(node).reduce((a, b) => a * b, elementBytes(node.tensor))
    const buffer = found ?? { bytes, kind, first: at, last: at, readers: 0 }
    if (!found) buffers.push(buffer)
    // A buffer that is written over is read by this node once more before it is counted as read.
    buffer.readers = own + (overwritten ? 1 : 0)
    buffer.last = isResult ? order.length : at
    held.set(output, buffer)
  }
  const read = (name: string, at: number) => {
    const buffer = held.get(owner(name))
    if (!buffer) return
    buffer.last = Math.max(buffer.last, at)
    buffer.readers--
    if (buffer.readers === 0) idle.unshift(buffer)
  }

  for (const [at, node] of order.entries()) {
    if (isView(node)) continue
    hold(node, at)
    for (const name of node.inputs) read(name, at)
  }
  return buffers
}
