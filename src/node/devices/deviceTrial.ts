import type { InferenceSession } from 'onnxruntime-node'
import type { ImageSize } from '../../graphs/imageSize.js'
import { compileLossGraph } from '../../graphs/lossGraph.js'
import { ModelProto } from '../../graphs/onnxProto.js'
import { uniformSource } from '../../random.js'
import { type Device, isCpu, precisionOf, sessionOptions } from '../../runtime/devices.js'
import { loadFault } from '../engine/nativeRuntime.js'

/** The body of the process in which a device is tried: see tryDevice.ts. */

/** The device works and is so fast, or does not, as ONNX Runtime says. */
export type TrialMessage =
  | { readonly difference: number; readonly seconds?: number; readonly cpuSeconds?: number }
  | { readonly message: string }

/** Every operator of the graphs, in two blocks of the network. */
const SPECIFICATION = {
  terms: [
    { kind: 'style', tap: 'conv1_1' },
    { kind: 'style', tap: 'relu2_1' },
    { kind: 'moments', tap: 'relu2_1' },
    { kind: 'content', tap: 'conv2_1' },
    { kind: 'tv' },
  ],
  pool: 'max',
  borders: 'replicate',
} as const

/**
 * What the device may be off by: rounding, with room to spare. TF32 makes some rectifiers and maxima choose otherwise, which is a few
 * hundredths of a gradient; a driver that computes nonsense is off by 1.
 */
const TOLERANCES = { float32: 0.02, tf32: 0.1 } as const

/**
 * How many times slower than the CPU a device may be on the small picture to be tried on the large one: a GPU that waits to be
 * asked is slower by ten, one in software by hundreds, and would be compiling and computing for a minute.
 */
const HOPELESS = 100

interface Measured {
  readonly outputs: InferenceSession.OnnxValueMapType
  readonly seconds: number
}

const [device, threads, smallSide, largeSide] = process.argv.slice(2)
try {
  const runtime = await import('onnxruntime-node')
  // What is printed is captured, and says more than the errors of libraries that cannot be loaded.
  runtime.env.logLevel = 'error'
  const sides = (side: number): ImageSize => ({ height: side, width: side - 1 }) // odd, so that padding takes part
  const on = (which: string, side: string | undefined, warmUps: number) =>
    evaluate(runtime, which as Device, Number(threads), sides(Number(side)), warmUps)

  const there = await on(String(device), smallSide, 1)
  const here = await on('cpu', smallSide, 1)
  const difference = largestDifference(there.outputs, here.outputs)
  if (!(difference < TOLERANCES[precisionOf(device as Device)]))
    throw new Error(`it computes wrong values: off by ${(100 * difference).toPrecision(2)} %`)
  tell({ difference })
  const isHopeless = there.seconds > HOPELESS * here.seconds
  const { seconds } = isHopeless ? there : await on(String(device), largeSide, 1)
  const { seconds: cpuSeconds } = isHopeless
    ? here
    : isCpu(device as Device)
      ? { seconds }
      : await on('cpu', largeSide, 1)
  tell({ difference, seconds, cpuSeconds })
} catch (error) {
  const { message } = loadFault(error) ?? (error instanceof Error ? error : new Error(String(error)))
  tell({ message })
}
process.disconnect?.()

function tell(message: TrialMessage): void {
  process.send?.(message)
}

/** One evaluation of a fixed loss on noise. */
async function evaluate(
  { InferenceSession, Tensor }: typeof import('onnxruntime-node'),
  device: Device,
  threads: number,
  size: ImageSize,
  warmUps: number,
): Promise<Measured> {
  const model = compileLossGraph(SPECIFICATION, size)
  const uniform = uniformSource(1)
  const values = (count: number, scale: number) => Float32Array.from({ length: count }, () => scale * (uniform() - 0.5))
  const { input = [], initializer = [] } = model.graph ?? {}
  const externalData = (initializer ?? [])
    .filter(tensor => tensor.externalData?.length)
    .map(({ name, dims }) => {
      const [outputs = 1, ...rest] = (dims ?? []).map(Number)
      const inputs = product(rest)
      // Kernels that keep the size of what passes through them (He et al. 2015).
      const data = values(outputs * inputs, Math.sqrt(24 / inputs))
      return { path: name ?? '', data: new Uint8Array(data.buffer) }
    })
  const feeds = (input ?? []).map(({ name, type }) => {
    const dims = (type?.tensorType?.shape?.dim ?? []).map(({ dimValue }) => Number(dimValue))
    return [name ?? '', new Tensor('float32', values(product(dims), 1), dims)] as const
  })
  const session = await InferenceSession.create(ModelProto.encode(model).finish(), {
    ...sessionOptions(device, threads),
    externalData,
  })
  for (let i = 0; i < warmUps; i++) await session.run(Object.fromEntries(feeds))
  const started = performance.now()
  const outputs = await session.run(Object.fromEntries(feeds))
  const seconds = (performance.now() - started) / 1000
  await session.release()
  return { outputs, seconds }
}

/** Returns the largest difference between two runs' outputs, each ‖a − b‖₂ / ‖b‖₂. */
function largestDifference(ours: Measured['outputs'], theirs: Measured['outputs']): number {
  const length = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0))
  const differences = Object.entries(theirs).map(([name, { data }]) => {
    const [actual, expected] = [ours[name]?.data, data] as [Float32Array, Float32Array] // outputs of the graph are floats
    return length(actual.map((value, i) => value - Number(expected[i]))) / length(expected)
  })
  return Math.max(...differences) // NaN where one of them is
}

function product(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a * b, 1)
}
