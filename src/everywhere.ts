// What `nst-onnx` exports in Node and in a page alike. What one needs without a run has entries of its own, in src/entries.

export type { Engine } from './engine/engine.js'
export type { EngineOptions } from './engine/engineOptions.js'
export type { CheckpointReader, StylizeRun } from './engine/engineRun.js'
export type { CarriedEvent, PreviewOptions } from './engine/messages.js'
export {
  type DataOf,
  ERRORS,
  type ErrorCode,
  type ErrorData,
  type ErrorEntry,
  type ErrorJson,
  type ErrorKind,
  httpStatus,
  type InputRole,
  NstOnnxError,
  type Words,
} from './errors.js'
export type { ImageSize } from './graphs/imageSize.js'
export { compileLossGraph } from './graphs/lossGraph.js'
export {
  type AttributeInfo,
  type Codec,
  type GraphInfo,
  type Integer,
  ModelProto,
  type NodeInfo,
  type TensorInfo,
  type ValueInfo,
} from './graphs/onnxProto.js'
export { type LossSpecification, type Pooling, termNames } from './graphs/specification.js'
export { parseTap, TAPS, type Tap } from './graphs/taps.js'
export { compileTargetsGraph } from './graphs/targetsGraph.js'
export { type ImageTerm, type LossTerm, type TapTerm, type TermName, termName } from './graphs/terms/lossTerm.js'
export type { ImageKey, TapKey, TermKey } from './graphs/terms/termKinds.js'
export type { Vgg19Layer } from './graphs/vgg19.js'
export type { EncodeOptions } from './images/encodeOptions.js'
export { fitLongSide, requireMinSide, type Size, scaledSize } from './images/fitPicture.js'
export type { OutputFormat } from './images/outputFormat.js'
export type { Picture } from './images/picture.js'
export { readRecipe } from './images/recipe.js'
export { resizePicture } from './images/resizePicture.js'
export { rgbaFromPicture } from './images/rgba.js'
export { type JobQueue, type QueuedRun, QueueFull, type QueueOptions } from './jobs/jobQueue.js'
export type { LossCurve, LossPoint } from './jobs/lossCurve.js'
export { type Job, type JobEvent, type JobOutcome, type RunJobsOptions, runJobs } from './jobs/runJobs.js'
export type { Finished, Shelf, Unfinished, UnfinishedInPieces } from './jobs/shelf.js'
export { type AdamMemory, type AdamOptions, adam } from './optimizers/adam.js'
export type { CurvatureBands } from './optimizers/curvatureBands.js'
export {
  type BandCurvature,
  type CurvaturePair,
  type LbfgsMemory,
  type LbfgsOptions,
  lbfgs,
} from './optimizers/lbfgs.js'
export { type MinimizeOptions, type Minimum, minimize, type Step, type StopReason } from './optimizers/minimize.js'
export type { Evaluation, Objective, Point } from './optimizers/objective.js'
export type { Optimizer, StepOutcome } from './optimizers/optimizer.js'
export { parseOptions } from './options/checkOptions.js'
export type { JsonSchema } from './options/optionSchema.js'
export { type Colours, OPTIONS, type OptionName, type Options } from './options/optionsTable.js'
export { type ByStage, PRESETS, type Preset, type PresetName } from './options/presets.js'
export type { NamedInput } from './recipes/namedInput.js'
export { commandOf, parseRecipe, type Recipe } from './recipes/recipe.js'
export type { SaveOptions } from './recipes/saveOptions.js'
export type { Mask } from './regions/mask.js'
export type { Region, RegionPaint, Regions } from './regions/regions.js'
export type { StartName, TaggedBytes, TaggedFile, TaggedInput } from './requests/inputs.js'
export type { Limits } from './requests/limits.js'
export type { NamedCheckpoint } from './requests/request.js'
export {
  type Course,
  type PaintRequest,
  type ReconstructionRequest,
  type RegionsInput,
  type RequestOptions,
  reconstruction,
  type StageInput,
  type StudyOptions,
  type StyleInput,
  type Styles,
  type StylizeRequest,
  type TextureRequest,
  texture,
} from './requests/request.js'
export type { RequestRules } from './requests/requestRules.js'
export { requestSchema } from './requests/requestSchema.js'
export type { Settings, Window } from './requests/settings.js'
export type { SizedSettings } from './requests/sizedSettings.js'
export type { Stage } from './requests/stages.js'
export { createLossFunction } from './runtime/createLossFunction.js'
export type { ChosenDevice, Device } from './runtime/devices.js'
export type { EvaluationOptions, LossEvaluation, LossFunction, Planes, TargetPictures } from './runtime/lossFunction.js'
export { readTargets } from './runtime/readTargets.js'
export type { Session, SessionDescription, SessionHost, SessionHostOptions, Tensors } from './runtime/sessionHost.js'
export type * from './stylize/events.js'
export type { StageWork } from './stylize/events.js'
export type { PlannedRun } from './stylize/plan.js'
export { plannedStages } from './stylize/plannedStages.js'
export type { RunPictures, ScaledPicture, StylePicture } from './stylize/runPictures.js'
export { type StepTime, secondsLeft, shareDone } from './stylize/secondsLeft.js'
export { StylizeFailure } from './stylize/stylizeFailure.js'
export type { Patience } from './weights/fetchShard.js'
export { type LayerWeights, type NetworkTensors, type NetworkWeights, namedTensors } from './weights/layerWeights.js'
export { downloadBytes } from './weights/manifestLayers.js'
export {
  type ManifestLayer,
  OXFORD_ATTRIBUTION,
  OXFORD_SOURCE,
  type Shard,
  type ShardManifest,
} from './weights/oxfordManifest.js'
export type { PullProgress } from './weights/pullShards.js'
