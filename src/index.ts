import { createJobQueue as createQueueOn, type JobQueue } from './jobs/jobQueue.js'
import { nodePlatform, type PictureInput } from './node/nodePlatform.js'
import type { PaintRequest } from './stylize/request.js'
import { type StylizeRun, startStylizing } from './stylize/stylize.js'

/**
 * Paints the content picture in the manner of the style picture, after Gatys, Ecker, Bethge (2015). Returns at once; the work
 * goes on in a thread of its own whether or not anyone reads its events. Several runs can go on at the same time.
 *
 *     const run = stylize({ content: 'photo.jpg', style: 'painting.jpg', size: 512, signal })
 *     for await (const event of run) if (event.event === 'step') console.log(event.iteration, event.loss)
 *     const { image, recipe, stopped } = await run.result
 *     await savePicture('out.png', image, { recipe })
 *
 * Errors reject `result` and end the iteration: see `StylizeRun`.
 */
export function stylize(request: PaintRequest<PictureInput>): StylizeRun {
  return startStylizing(request, nodePlatform)
}

/**
 * A queue of runs that share what they can: decoded pictures, weights, sessions and targets. For services, and for many
 * pictures at once; `runJobs` carries out a list and reports each.
 *
 *     const queue = createJobQueue()
 *     const first = queue.add({ content: 'a.jpg', style: 'painting.jpg' })
 *     const second = queue.add(texture('painting.jpg', ['conv_1', 'conv_2']))
 *     await Promise.allSettled([first.result, second.result])
 *     await queue.close()
 */
export function createJobQueue(): JobQueue<PictureInput> {
  return createQueueOn(nodePlatform)
}

export { type ErrorKind, NstOnnxError } from './errors.js'
export { compileLossGraph } from './graphs/lossGraph.js'
export { ModelProto } from './graphs/onnxProto.js'
export {
  type ImageSize,
  type LossSpecification,
  type Pooling,
  type TermName,
  termNames,
} from './graphs/specification.js'
export { parseTap, TAPS, type Tap } from './graphs/taps.js'
export { compileTargetsGraph, type TargetsSpecification } from './graphs/targetsGraph.js'
export { type EncodeOptions, encodePicture } from './images/encodePicture.js'
export type { Picture } from './images/picture.js'
export { readPicture } from './images/readPicture.js'
export { readRecipe } from './images/recipe.js'
export { resizePicture } from './images/resizePicture.js'
export type { JobQueue } from './jobs/jobQueue.js'
export type { LossCurve, LossPoint } from './jobs/lossCurve.js'
export { type Job, type JobEvent, type JobOutcome, type RunJobsOptions, runJobs } from './jobs/runJobs.js'
export type { Finished, Shelf } from './jobs/shelf.js'
export { folderShelf } from './node/folderShelf.js'
export type { PictureInput } from './node/nodePlatform.js'
export { savePicture } from './node/savePicture.js'
export { adam } from './optimizers/adam.js'
export { lbfgs } from './optimizers/lbfgs.js'
export { type Minimum, minimize, type Step, type StopReason } from './optimizers/minimize.js'
export { OPTIONS, type OptionName, type Options } from './options/optionsTable.js'
export { PRESETS, type Preset, type PresetName } from './options/presets.js'
export type { Device } from './runtime/devices.js'
export {
  createLossFunction,
  type LossEvaluation,
  type LossFunction,
  type Planes,
  readTargets,
} from './runtime/lossFunction.js'
export { startNodeSessionHost } from './runtime/nodeSessionHost.js'
export type { SessionHost, SessionHostOptions, Tensors } from './runtime/sessionHost.js'
export { StylizeFailure } from './stylize/descend.js'
export type * from './stylize/events.js'
export type { Plan } from './stylize/plan.js'
export { commandOf, parseRecipe, type Recipe } from './stylize/recipe.js'
export {
  type PaintRequest,
  type ReconstructionRequest,
  reconstruction,
  type StudyOptions,
  type StylizeRequest,
  type TextureRequest,
  texture,
} from './stylize/request.js'
export type { StylizeRun } from './stylize/stylize.js'
export { type NetworkTensors, type NetworkWeights, namedTensors } from './weights/layerWeights.js'
export { loadNetworkWeights } from './weights/loadNetworkWeights.js'
