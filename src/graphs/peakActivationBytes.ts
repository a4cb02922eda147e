import { type ExecutedNode, executionOrder, VIEWS } from './executionOrder.js'
import { DataType, type ModelProto } from './onnxProto.js'

/**
 * The most bytes that values between nodes take at one time when ONNX Runtime executes a specialised graph on the CPU, found by
 * going through its plan: buffers are freed after their last use; some operators write over an input; and a buffer whose
 * values are no longer needed is held for a later tensor of the same shape, if there is one. Convolutions and poolings work
 * in a layout of blocks of channels, so a map that other operators read too exists twice.
 *
 * Inputs, weights and what the allocator wastes are not counted.
 */
export function peakActivationBytes(model: ModelProto): number {
  const order = executionOrder(model)
  const buffers = planBuffers(model, order)
  const changes = new Float64Array(order.length + 1)
  for (const { bytes, first, last } of buffers) {
    changes[first]! += bytes
    changes[Math.min(last + 1, order.length)]! -= bytes
  }
  let now = 0
  return changes.slice(0, -1).reduce((peak, change) => {
    now += change
    return Math.max(peak, now)
  }, 0)
}

/** Channels of a block with AVX-512; narrower processors have 8 and round up less. */
const BLOCK = 16
/** These write over an input that nobody reads after them. */
const IN_PLACE: ReadonlySet<string> = new Set(['Relu', 'HardSigmoid', 'Add', 'Sub', 'Mul', 'Div', 'Cast'])
const BYTES = new Map<number, number>([
  [DataType.FLOAT, 4],
  [DataType.INT64, 8],
  [DataType.BOOL, 1],
])

/** The tensors that are written in blocks. */
function layoutsOf(order: readonly ExecutedNode[], dimsOf: DimsOf): Set<string> {
  const blocked = new Set<string>()
  for (const { operator, inputs, output } of order) {
    const pools = operator === 'MaxPool' || operator === 'AveragePool'
    const always = operator === 'Conv' || (pools && (dimsOf(output)[1] ?? 0) >= BLOCK)
    const follows = (operator === 'Relu' || operator === 'Resize') && blocked.has(inputs[0] ?? '')
    if (always || follows) blocked.add(output)
  }
  return blocked
}

type DimsOf = (name: string) => number[]

interface Buffer {
  readonly bytes: number
  /** What a tensor must agree in to take the buffer over; none does where it is undefined. */
  readonly kind: string | undefined
  readonly first: number
  last: number
  /** Readers still to come of the tensor that it holds. */
  readers: number
}

function planBuffers(model: ModelProto, order: readonly ExecutedNode[]): Buffer[] {
  const { graph } = model
  const values = [...(graph?.input ?? []), ...(graph?.valueInfo ?? []), ...(graph?.output ?? [])]
  const types = new Map(values.map(({ name, type }) => [name ?? '', type?.tensorType]))
  const given = new Set((graph?.input ?? []).map(({ name }) => name ?? ''))
  const results = new Set((graph?.output ?? []).map(({ name }) => name ?? ''))
  const dimsOf: DimsOf = name => (types.get(name)?.shape?.dim ?? []).map(({ dimValue }) => Number(dimValue))
  const blocked = layoutsOf(order, dimsOf)
  const elementBytes = (name: string) => BYTES.get(types.get(name)?.elemType ?? 0) ?? 0

  const viewed = new Map(
    order.filter(({ operator }) => VIEWS.has(operator)).map(({ output, inputs }) => [output, inputs[0]!]),
  )
  const owner = (name: string): string => (viewed.has(name) ? owner(viewed.get(name)!) : name)
  const inBlocks = (name: string) => `${name} in blocks`
  /** What each node reads: tensors of its own, each in the layout that the node wants. */
  const reads = order.map(({ operator, inputs, output }) =>
    inputs.map((name, position) => {
      const narrow = (dimsOf(name)[1] ?? 0) < BLOCK
      const wantsBlocks = blocked.has(output) && position === 0 && !(operator === 'Conv' && narrow)
      return { name, form: wantsBlocks ? inBlocks(name) : owner(name), wantsBlocks }
    }),
  )
  const readers = new Map<string, number>()
  for (const { form } of reads.flat()) readers.set(form, (readers.get(form) ?? 0) + 1)
  for (const name of results) readers.set(owner(name), Number.POSITIVE_INFINITY)

  const buffers: Buffer[] = []
  const held = new Map<string, Buffer>()
  const idle: Buffer[] = []
  const hold = (
    form: string,
    name: string,
    asBlocks: boolean,
    at: number,
    inputs: readonly string[],
    operator: string,
  ) => {
    const dims = dimsOf(name)
    const extents = asBlocks ? dims.with(1, BLOCK * Math.ceil((dims[1] ?? 0) / BLOCK)) : dims
    const bytes = extents.reduce((a, b) => a * b, asBlocks ? 4 : elementBytes(name))
    // ONNX Runtime does not know the shapes of tensors in blocks when it plans.
    const kind = asBlocks ? undefined : `${elementBytes(name)} ${dims}`
    const overwritten = IN_PLACE.has(operator)
      ? inputs.map(input => held.get(input)).find(buffer => buffer?.readers === 1 && buffer.kind === kind && kind)
      : undefined
    const spare = idle.findIndex(buffer => kind !== undefined && buffer.kind === kind)
    const found = overwritten ?? (spare >= 0 ? idle.splice(spare, 1)[0] : undefined)
    const buffer = found ?? { bytes, kind, first: at, last: at, readers: 0 }
    if (!found) buffers.push(buffer)
    // A buffer that is written over is read by this node once more before it is counted as read.
    buffer.readers = (readers.get(form) ?? 0) + (overwritten ? 1 : 0)
    buffer.last = readers.get(form) === Number.POSITIVE_INFINITY ? order.length : at
    held.set(form, buffer)
  }
  const read = (form: string, at: number) => {
    const buffer = held.get(form)
    if (!buffer) return
    buffer.last = Math.max(buffer.last, at)
    buffer.readers--
    if (buffer.readers === 0) idle.unshift(buffer)
  }

  for (const [at, { operator, output }] of order.entries()) {
    const inputs = reads[at]!
    for (const { name, form, wantsBlocks } of inputs) {
      if (held.has(form) || given.has(form)) continue
      // The other layout is made when it is first wanted.
      const source = wantsBlocks ? owner(name) : inBlocks(owner(name))
      hold(form, name, wantsBlocks, at, [], 'reorder')
      const buffer = held.get(source)
      if (buffer) buffer.last = Math.max(buffer.last, at)
    }
    if (!viewed.has(output)) {
      const asBlocks = blocked.has(output)
      const form = asBlocks ? inBlocks(output) : output
      hold(
        form,
        output,
        asBlocks,
        at,
        inputs.map(input => input.form),
        operator,
      )
    }
    for (const { form } of inputs) read(form, at)
  }
  return buffers
}
