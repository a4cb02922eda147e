import type { LossSpecification } from '../graphs/specification.js'
import { checkOptions } from '../options/checkOptions.js'
import { OPTIONS, type Options } from '../options/optionsTable.js'
import { PRESETS, type PresetName } from '../options/presets.js'
import type { Device } from '../runtime/devices.js'
import { chosenTerms } from './chosenTerms.js'

/** The options of a run with every default filled in and every name resolved. */
export interface Settings {
  readonly preset: PresetName
  readonly size: number
  readonly styleSize: number
  readonly iterations: number
  /** Weights are in the units of VGG-19's features. */
  readonly specification: LossSpecification
  /** Whether pooling was asked for by name. */
  readonly poolGiven: boolean
  readonly init: string
  readonly seed: number
  readonly optimizer: 'lbfgs' | 'adam'
  readonly history: number
  readonly learningRate: number
  readonly device: Device | 'auto'
  readonly threads: number | undefined
  /** Where weights come from: `auto`, `vgg19`, `fitted` or a file. */
  readonly weightsFrom: string
}

/** Checks the options and fills in defaults. Throws NstOnnxError `usage` for a value out of range or options at odds. */
export function resolveSettings(options: Options): Settings {
  checkOptions(options)
  const presetName = options.preset ?? OPTIONS.preset.default
  const preset = PRESETS[presetName]
  const init = options.init ?? OPTIONS.init.default
  const size = options.size ?? OPTIONS.size.default
  return {
    preset: presetName,
    size,
    styleSize: options.styleSize ?? size,
    iterations: options.iterations ?? preset.iterations[init === 'noise' ? 'noise' : 'content'],
    specification: { terms: chosenTerms(options, preset), pool: options.pool ?? preset.pool },
    poolGiven: options.pool !== undefined,
    init,
    seed: options.seed ?? OPTIONS.seed.default,
    optimizer: options.optimizer ?? OPTIONS.optimizer.default,
    history: options.history ?? OPTIONS.history.default,
    learningRate: options.learningRate ?? OPTIONS.learningRate.default,
    device: options.device ?? OPTIONS.device.default,
    threads: options.threads,
    weightsFrom: options.weights ?? OPTIONS.weights.default,
  }
}
