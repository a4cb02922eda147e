/// <reference lib="dom" />
import { createJobQueue as createQueueOn, type JobQueue } from '../jobs/jobQueue.js'
import type { PaintRequest } from '../stylize/request.js'
import { type StylizeRun, startStylizing } from '../stylize/stylize.js'
import { browserPlatform } from './browserPlatform.js'
import type { PictureInput } from './pictureInput.js'

/**
 * Paints the content picture in the manner of the style picture, after Gatys, Ecker, Bethge (2015). Returns at once; the graph
 * runs in a worker of its own whether or not anyone reads the run's events. Nothing leaves the page.
 *
 *     const run = stylize({ content: file, style: 'painting.jpg', size: 512, signal })
 *     for await (const event of run) if (event.event === 'step') console.log(event.iteration, event.loss)
 *     const { image, recipe, stopped } = await run.result
 *     link.href = URL.createObjectURL(await pictureBlob(image, { recipe }))
 *
 * Errors reject `result` and end the iteration: see `StylizeRun`.
 */
export function stylize(request: PaintRequest<PictureInput>): StylizeRun {
  return startStylizing(request, browserPlatform)
}

/**
 * A queue of runs, one after another, that share what they can: decoded pictures, weights, the worker, sessions and targets. A
 * page that paints again and again starts sooner with one; `close` frees it.
 */
export function createJobQueue(): JobQueue<PictureInput> {
  return createQueueOn(browserPlatform)
}

export { type ErrorKind, NstOnnxError } from '../errors.js'
export { compileLossGraph } from '../graphs/lossGraph.js'
export { ModelProto } from '../graphs/onnxProto.js'
export {
  type ImageSize,
  type LossSpecification,
  type Pooling,
  type TermName,
  termNames,
} from '../graphs/specification.js'
export { parseTap, TAPS, type Tap } from '../graphs/taps.js'
export { compileTargetsGraph, type TargetsSpecification } from '../graphs/targetsGraph.js'
export type { EncodeOptions } from '../images/encodeOptions.js'
export type { Picture } from '../images/picture.js'
export { readRecipe } from '../images/recipe.js'
export { resizePicture } from '../images/resizePicture.js'
export type { JobQueue } from '../jobs/jobQueue.js'
export type { LossCurve, LossPoint } from '../jobs/lossCurve.js'
export { type Job, type JobEvent, type JobOutcome, type RunJobsOptions, runJobs } from '../jobs/runJobs.js'
export type { Finished, Shelf } from '../jobs/shelf.js'
export { adam } from '../optimizers/adam.js'
export { lbfgs } from '../optimizers/lbfgs.js'
export { type Minimum, minimize, type Step, type StopReason } from '../optimizers/minimize.js'
export { OPTIONS, type OptionName, type Options } from '../options/optionsTable.js'
export { PRESETS, type Preset, type PresetName } from '../options/presets.js'
export type { ChosenDevice, Device } from '../runtime/devices.js'
export {
  createLossFunction,
  type LossEvaluation,
  type LossFunction,
  type Planes,
  readTargets,
} from '../runtime/lossFunction.js'
export type { SessionHost, SessionHostOptions, Tensors } from '../runtime/sessionHost.js'
export { startWebSessionHost } from '../runtime/webSessionHost.js'
export { StylizeFailure } from '../stylize/descend.js'
export type * from '../stylize/events.js'
export type { Plan } from '../stylize/plan.js'
export { commandOf, parseRecipe, type Recipe } from '../stylize/recipe.js'
export {
  type PaintRequest,
  type ReconstructionRequest,
  reconstruction,
  type StudyOptions,
  type StylizeRequest,
  type TextureRequest,
  texture,
} from '../stylize/request.js'
export type { StylizeRun } from '../stylize/stylize.js'
export { type NetworkTensors, type NetworkWeights, namedTensors } from '../weights/layerWeights.js'
export { OXFORD_ATTRIBUTION } from '../weights/oxfordManifest.js'
export { chooseDevice } from './chooseDevice.js'
export { type BrowserSettings, configure } from './configure.js'
export { encodePicture } from './encodePicture.js'
export { type LoadOptions, loadNetworkWeights } from './loadNetworkWeights.js'
export { type BlobOptions, pictureBlob } from './pictureBlob.js'
export { type PictureInput, readPicture } from './pictureInput.js'
