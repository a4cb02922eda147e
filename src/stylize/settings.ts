import type { LossSpecification } from '../graphs/specification.js'
import { checkOptions } from '../options/checkOptions.js'
import { filledOptions } from '../options/filledOptions.js'
import type { Options } from '../options/optionsTable.js'
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
  const filled = filledOptions(options)
  const { preset, size, styleSize, iterations, init, seed, optimizer, history, learningRate, device, threads } = filled
  return {
    preset,
    size,
    styleSize,
    iterations,
    specification: { terms: chosenTerms(filled), pool: filled.pool ?? PRESETS[preset].pool, borders: filled.borders },
    poolGiven: filled.pool !== undefined,
    init,
    seed,
    optimizer,
    history,
    learningRate,
    device,
    threads,
    weightsFrom: filled.weights,
  }
}
