/**
 * The options of a run as data, for forms and for programs that check before they run. The same in Node and in a page, and without
 * ONNX Runtime.
 *
 * @module nst-onnx/options
 */

export type { Borders } from '../graphs/borders.js'
export type { Pooling } from '../graphs/specification.js'
export { layerOf, layersUpTo, parseTap, TAPS, type Tap } from '../graphs/taps.js'
export {
  LAYERS_OPTIONS,
  type LayersOption,
  type TermKey,
  WEIGHT_OPTIONS,
  type WeightOption,
} from '../graphs/terms/termKinds.js'
export { VGG19_LAYERS, type Vgg19Convolution, type Vgg19Layer } from '../graphs/vgg19.js'
export { checkOptions, parseOption } from '../options/checkOptions.js'
export { type FilledOptions, filledOptions, type OpenOption } from '../options/filledOptions.js'
export type { JsonSchema } from '../options/optionSchema.js'
export {
  type ByStageOption,
  type ChoiceOption,
  type Colours,
  commandHelp,
  type Described,
  defaultText,
  type FileOption,
  flagOf,
  type NumberOption,
  OPTION_NAMES,
  OPTIONS,
  type Option,
  type OptionName,
  type Options,
  type TapsOption,
  type TermWeightsOption,
  type ValueOf,
  valueText,
} from '../options/optionsTable.js'
export { type ByStage, PRESET_NAMES, PRESETS, type Preset, type PresetName } from '../options/presets.js'
export { strengthFactor } from '../options/strengthFactor.js'
export { isStartName, START_NAMES, type StartName } from '../requests/inputs.js'
export type { RequestRules } from '../requests/requestRules.js'
export { requestSchema } from '../requests/requestSchema.js'
export { DEVICES, type Device, PAGE_DEVICES } from '../runtime/devices.js'
