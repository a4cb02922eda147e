import { NstOnnxError } from '../errors.js'
import { filledOptions } from '../options/filledOptions.js'
import type { OptionName, Options } from '../options/optionsTable.js'
import type { StageInput } from './request.js'

/** What stages decide in place of options. */
const DECIDED: readonly OptionName[] = ['size', 'scales', 'iterations', 'contentByStage']

/**
 * The options of a request with what its stages say in the options' own terms.
 *
 * @throws NstOnnxError `usage` for stages beside options that say the same, and for what is no stage
 */
export function withStages(options: Options, stages: unknown): Options {
  if (stages === undefined) return options
  const beside = DECIDED.find(name => options[name] !== undefined)
  if (beside) throw new NstOnnxError('stages-and-option', { option: 'stages', besideOption: beside })
  if (!isStages(stages)) {
    const wrong = Array.isArray(stages) ? stages.findIndex(stage => !isStage(stage)) : 0
    throw new NstOnnxError('stages-wrong', { option: 'stages', value: Math.max(0, wrong) })
  }
  const whole = filledOptions(options).contentWeight
  return {
    ...options,
    scales: stages.map(({ size }) => size),
    iterations: stages.map(({ iterations }) => iterations),
    ...(stages.some(({ contentWeight }) => contentWeight !== undefined) && {
      contentByStage: stages.map(({ contentWeight }) => factor(contentWeight, whole)),
    }),
  }
}

function factor(contentWeight: number | undefined, whole: NonNullable<Options['contentWeight']>): number {
  if (contentWeight === undefined) return 1
  if (typeof whole === 'number' && whole > 0) return contentWeight / whole
  throw new NstOnnxError('stages-content-weight', { option: 'stages' })
}

function isStages(stages: unknown): stages is readonly StageInput[] {
  return Array.isArray(stages) && stages.length > 0 && stages.every(isStage)
}

function isStage(stage: unknown): boolean {
  if (typeof stage !== 'object' || stage === null) return false
  const { size, iterations, contentWeight = 0, ...others }: Partial<Record<keyof StageInput, unknown>> = stage
  return [size, iterations, contentWeight].every(value => typeof value === 'number') && Object.keys(others).length === 0
}
