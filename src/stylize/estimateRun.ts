import { readingConvolutions } from '../graphs/convolutions.js'
import { countOperations } from '../graphs/countOperations.js'
import type { ImageSize } from '../graphs/imageSize.js'
import { compileLossGraph } from '../graphs/lossGraph.js'
import type { ModelProto } from '../graphs/onnxProto.js'
import { type LossSpecification, readOff } from '../graphs/specification.js'
import { compileTargetsGraph } from '../graphs/targetsGraph.js'
import { compileStatisticsGraph, compileWindowGradientGraph, handedOnBy } from '../graphs/windowGraphs.js'
import { windowsOf } from '../graphs/windowPlan.js'
import { withConvolutions } from '../graphs/withConvolutions.js'
import { fitLongSide } from '../images/fitPicture.js'
import { checkpointBytes } from '../memory/checkpointBytes.js'
import { type MemoryQuestion, memoryNeed } from '../memory/memoryNeed.js'
import type { Way } from '../memory/requireMemory.js'
import type { CheckedRequest } from '../requests/request.js'
import { finestSpecification, type Stage } from '../requests/stages.js'
import type { Device } from '../runtime/devices.js'
import type { StageWork, StylizeEvent } from './events.js'
import type { Plan } from './plan.js'
import { planRun } from './planRun.js'
import { picturesAt } from './readPictures.js'
import type { Resources } from './resources.js'
import { noiseImage } from './startImage.js'

/** What a run would be and cost. */
export interface Estimate {
  /** The size of the result, in pixels. */
  readonly width: number
  readonly height: number
  readonly device: Device
  readonly threads: number
  /** Why `auto` became this device, where it could have been another. */
  readonly reason?: string
  /** What the losses would read, and where that is from. */
  readonly features: { readonly source: 'vgg19' | 'fitted'; readonly origin: string }
  readonly iterations: number
  /** Coarse to fine; sizes in pixels. */
  readonly stages: readonly StageWork[]
  /** Runs of the graph, if the run does not end early. */
  readonly evaluations: number
  /** How many windows an evaluation in the size of the result goes through; 1 where it takes the picture whole. */
  readonly windows: number
  /** Most that the process takes at one time; a GPU's own memory is not counted. */
  readonly memoryBytes: number
  /** About how large a checkpoint gets. */
  readonly checkpointBytes: number
  /** The time from the start of the process to the written picture. */
  readonly seconds: number
  /** The time of one evaluation in the size of the result. */
  readonly secondsPerEvaluation: number
}

/** An evaluation is timed at this size at most, and what a larger one costs is told by the operations in its graph. */
const TIMED_SIDE = 256
const TIMED_EVALUATIONS = 3
/** What L-BFGS takes for a step: its line search takes the first trial nearly always. */
const EVALUATIONS_PER_STEP = 1.04
/** What the optimiser adds to an evaluation: measured with a full history at 512². */
const OPTIMIZER = 1.15
/** The first evaluation asks the system for all its memory. */
const FIRST_EVALUATION = 2
const ENCODING_SECONDS_PER_PIXEL = 0.5e-6

/**
 * What a run would cost: checks everything that a run checks, gets its features, and times a few small evaluations.
 *
 * @throws as a run does: see `StylizeRun`
 */
export async function estimateRun<Input>(
  request: CheckedRequest<Input>,
  resources: Resources<Input>,
  emit: (event: StylizeEvent) => void = () => {},
): Promise<Estimate> {
  const plan = await planRun(request, resources, emit, timingNeed)
  const prepared = performance.now() / 1000
  const { settings, specification, device, threads, reason, size, window, memoryBytes, stages, features } = plan
  const { iterations } = settings
  const secondsPerOperation = await timeOperation(plan, resources)
  const costs = stages.map(stage => stageCost(plan, stage))
  const secondsPerEvaluation = (costs.at(-1)?.evaluation ?? 0) * secondsPerOperation
  const sum = (count: (cost: StageCost) => number) => costs.reduce((total, cost) => total + count(cost), 0)
  return {
    ...size,
    device,
    threads,
    ...(reason && { reason }),
    features: { source: features.source, origin: features.origin },
    iterations,
    stages: stages.map(({ size, iterations }) => ({ ...size, iterations })),
    evaluations: sum(({ evaluations }) => evaluations),
    windows: windowsOf(finestSpecification({ specification, stages }), size, window)?.windows.length ?? 1,
    memoryBytes,
    checkpointBytes: checkpointBytes(settings, size),
    secondsPerEvaluation,
    seconds:
      prepared +
      sum(
        ({ evaluations, evaluation, targets }) => (evaluations * OPTIMIZER + FIRST_EVALUATION) * evaluation + targets,
      ) *
        secondsPerOperation +
      size.width * size.height * ENCODING_SECONDS_PER_PIXEL,
  }
}

interface StageCost {
  readonly evaluations: number
  /** Operations of one. */
  readonly evaluation: number
  /** Operations of reading the targets. */
  readonly targets: number
}

function stageCost(plan: Plan, stage: Stage): StageCost {
  const { specification, size, iterations } = stage
  const { content, styles } = picturesAt(plan, stage)
  const how = readingConvolutions(plan.convolutions)
  const targets = [
    ...styles.map(({ picture }) => compileTargetsGraph(readOff(specification, 'style'), picture)),
    content && compileTargetsGraph(readOff(specification, 'content'), content.picture),
  ].reduce((sum, model) => sum + (model ? countOperations(withConvolutions(model, how)) : 0), 0)
  return {
    evaluations: 1 + Math.round(iterations * (plan.settings.optimizer === 'lbfgs' ? EVALUATIONS_PER_STEP : 1)),
    evaluation: evaluationGraphs(specification, size, plan).reduce((sum, model) => sum + countOperations(model), 0),
    targets,
  }
}

/** Every graph that an evaluation runs, as often as it runs it. */
function evaluationGraphs(
  specification: LossSpecification,
  size: ImageSize,
  { window, handOn, convolutions }: Way,
): ModelProto[] {
  const plan = windowsOf(specification, size, window)
  if (!plan) return [withConvolutions(compileLossGraph(specification, size), convolutions)]
  const handed = handOn ? handedOnBy(specification) : []
  const both = [
    compileStatisticsGraph(specification, plan.size, handed),
    compileWindowGradientGraph(specification, plan.size, handed),
  ]
  return plan.windows.flatMap(() => both)
}

/** What the process takes for an estimate. */
const timingNeed = ({ size, styleSize: _none, ...question }: MemoryQuestion) =>
  memoryNeed({ ...question, size: timedSize(size) })

/** Seconds that an operation of a run's graph takes on its device: the best of a few evaluations at a moderate size. */
async function timeOperation<Input>(plan: Plan, resources: Resources<Input>): Promise<number> {
  const { device, threads, network, convolutions } = plan
  // Terms of regions would need masks, and an operation takes as long without.
  const specification = { ...plan.settings.specification, pool: plan.specification.pool }
  const size = timedSize(plan.size)
  const workplace = await resources.workplace(device, threads, network)
  const loss = await workplace.lossFunction(specification, size, { convolutions })
  const picture = noiseImage(size, 1)
  await loss.setTargets({ content: picture, style: picture })
  await loss.lossAndGradient(picture.pixels)
  const times: number[] = []
  while (times.length < TIMED_EVALUATIONS) {
    const started = performance.now()
    await loss.lossAndGradient(picture.pixels)
    times.push((performance.now() - started) / 1000)
  }
  return Math.min(...times) / countOperations(withConvolutions(compileLossGraph(specification, size), convolutions))
}

function timedSize({ width, height }: ImageSize): ImageSize {
  const longSide = Math.min(TIMED_SIDE, Math.max(width, height))
  const scaled = fitLongSide(width, height, longSide)
  // The network has a least size, which a narrow picture would fall below.
  return Math.min(scaled.width, scaled.height) < 32 ? { width, height } : scaled
}
