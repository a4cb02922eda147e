// What `nst-onnx` exports in Node and in a page alike. What one needs without a run has entries of its own, in src/entries.

export type { Engine } from './engine/engine.js'
export type { StylizeRun } from './engine/engineRun.js'
export type { PreviewOptions } from './engine/messages.js'
export {
  ERRORS,
  type ErrorCode,
  type ErrorData,
  type ErrorJson,
  type ErrorKind,
  httpStatus,
  type InputRole,
  NstOnnxError,
  type Words,
} from './errors.js'
export { compileLossGraph } from './graphs/lossGraph.js'
export { ModelProto } from './graphs/onnxProto.js'
export { type ImageSize, type LossSpecification, type Pooling, termNames } from './graphs/specification.js'
export { parseTap, TAPS, type Tap } from './graphs/taps.js'
export { compileTargetsGraph } from './graphs/targetsGraph.js'
export { type ImageTerm, type LossTerm, type TapTerm, type TermName, termName } from './graphs/terms/lossTerm.js'
export type { ImageKey, TapKey } from './graphs/terms/termKinds.js'
export type { Vgg19Layer } from './graphs/vgg19.js'
export type { EncodeOptions } from './images/encodeOptions.js'
export { fitLongSide, requireMinSide, type Size, scaledSize } from './images/fitPicture.js'
export type { Picture } from './images/picture.js'
export { readRecipe } from './images/recipe.js'
export { resizePicture } from './images/resizePicture.js'
export { rgbaFromPicture } from './images/rgba.js'
export { type JobQueue, type QueuedRun, QueueFull, type QueueOptions } from './jobs/jobQueue.js'
export type { LossCurve, LossPoint } from './jobs/lossCurve.js'
export { type Job, type JobEvent, type JobOutcome, type RunJobsOptions, runJobs } from './jobs/runJobs.js'
export type { Finished, Shelf } from './jobs/shelf.js'
export { adam } from './optimizers/adam.js'
export { lbfgs } from './optimizers/lbfgs.js'
export { type Minimum, minimize, type Step, type StopReason } from './optimizers/minimize.js'
export { parseOptions } from './options/checkOptions.js'
export { OPTIONS, type OptionName, type Options } from './options/optionsTable.js'
export { PRESETS, type Preset, type PresetName } from './options/presets.js'
export type { ChosenDevice, Device } from './runtime/devices.js'
export {
  createLossFunction,
  type LossEvaluation,
  type LossFunction,
  type Planes,
  readTargets,
} from './runtime/lossFunction.js'
export type { SessionHost, SessionHostOptions, Tensors } from './runtime/sessionHost.js'
export type * from './stylize/events.js'
export type { Limits } from './stylize/limits.js'
export type { PlannedRun } from './stylize/plan.js'
export type { NamedInput } from './stylize/platform.js'
export type { RunPictures } from './stylize/readPictures.js'
export { commandOf, parseRecipe, type Recipe } from './stylize/recipe.js'
export {
  type PaintRequest,
  type ReconstructionRequest,
  reconstruction,
  type StageInput,
  type StudyOptions,
  type StyleInput,
  type Styles,
  type StylizeRequest,
  type TextureRequest,
  texture,
} from './stylize/request.js'
export { requireFits } from './stylize/requireFits.js'
export { type StageWork, type StepTime, secondsLeft } from './stylize/secondsLeft.js'
export type { Stage } from './stylize/stages.js'
export { StylizeFailure } from './stylize/stylizeFailure.js'
export { type NetworkTensors, type NetworkWeights, namedTensors } from './weights/layerWeights.js'
export { downloadBytes } from './weights/manifestLayers.js'
export { OXFORD_ATTRIBUTION, OXFORD_SOURCE } from './weights/oxfordManifest.js'
