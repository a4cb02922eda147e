import { plannedStages, type StageWork } from 'nst-onnx'
import { filledOptions, LAYERS_OPTIONS, layersUpTo, type Options, parseTap } from 'nst-onnx/options'
import type { Paces, PageDevice, PageState, RunState } from './pageState.js'

// What a run will take, by what runs have taken on this machine.

/** Multiplications a second, in millions, of a thread or of a GPU, where nothing is known of the machine. */
const USUAL_PACE: Readonly<Record<PageDevice, number>> = { wasm: 10_000, webgpu: 200_000 }
/** More threads wait for each other. */
const MOST_COUNTED = 4
/** Forward, and backward with respect to the image. */
const PASSES = 2
/** Preparing takes about as long as so many evaluations at the size of the result, and some seconds whatever the size. */
const PREPARING = 2
const LEAST_SECONDS = 3

/** Fewer tell little: one may have tried several step lengths. */
const LEAST_ITERATIONS = 5

/** About how many seconds a run with the present choices takes; undefined where it cannot be told. */
export function forecastSeconds({ places, options, forecast }: PageState, paces: Paces): number | undefined {
  const content = places.content.picture
  if (!content || !forecast || !('device' in forecast)) return undefined
  const { device, threads } = forecast
  if (device !== 'wasm' && device !== 'webgpu') return undefined
  try {
    const stages = plannedStages(options, content)
    const { width, height } = stages.at(-1) ?? content
    const work = evaluationsAt(stages) + PREPARING * width * height
    const pace = paces[device] ?? USUAL_PACE[device] * Math.min(threads, MOST_COUNTED)
    return LEAST_SECONDS + (work * workPerPixel(options)) / pace / 1e6
  } catch {
    return undefined
  }
}

/** The pace of a run that has come to its end, to know the next by. */
export function paceOf({ start, curve, begun }: RunState): Paces {
  const [first, last] = [curve[0], curve.at(-1)]
  if (!start || !begun || !first || !last || last.seconds - first.seconds < 0.5) return {}
  if (last.iteration - first.iteration < LEAST_ITERATIONS) return {}
  const { device, stages } = start
  if (device !== 'wasm' && device !== 'webgpu') return {}
  const work = evaluationsAt(stages, last.iteration) - evaluationsAt(stages, first.iteration)
  const pace = (work * workPerPixel(begun.options)) / (last.seconds - first.seconds) / 1e6
  return Number.isFinite(pace) && pace > 0 ? { [device]: pace } : {}
}

/** Pixels times iterations, of as many iterations. */
function evaluationsAt(stages: readonly StageWork[], count = Number.POSITIVE_INFINITY): number {
  let left = count
  return stages.reduce((work, { width, height, iterations }) => {
    const taken = Math.min(left, iterations)
    left -= taken
    return work + width * height * taken
  }, 0)
}

/** Multiplications for a pixel of an evaluation. */
function workPerPixel(options: Options): number {
  const filled = filledOptions(options)
  const taps = LAYERS_OPTIONS.flatMap(name => filled[name])
    .map(parseTap)
    .filter(tap => tap !== undefined)
  const forward = layersUpTo(taps).reduce(
    (sum, { inChannels, outChannels, block }) => sum + (9 * inChannels * outChannels) / 4 ** (block - 1),
    0,
  )
  return PASSES * forward
}
