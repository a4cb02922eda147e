import { isTapKey, TERM_FACTS, TERM_KEYS } from '../graphs/terms/termKinds.js'
import { filledOptions } from './filledOptions.js'
import { flagOf, type OptionName, type Options } from './optionsTable.js'

interface Condition {
  readonly option: OptionName
  /** Whether the option changes nothing beside the others. */
  readonly holds: (options: Options) => boolean
  readonly why: string
}

const TAP_KINDS = TERM_KEYS.filter(isTapKey).map(key => ({ key, ...TERM_FACTS[key] }))

/** Whether a kind of term has no layer or no weight. */
const isAbsent = ({ layers, weight }: Pick<(typeof TAP_KINDS)[number], 'layers' | 'weight'>, options: Options) =>
  isEmpty(options[layers]) || filledOptions(options)[weight] === 0

/** The flags of the weights of the terms that read such layers. */
const weightsOf = (layersOption: OptionName) =>
  TAP_KINDS.filter(({ layers }) => layers === layersOption).map(({ weight }) => flagOf(weight))

const isEmpty = (taps: readonly string[] | undefined): boolean => taps?.length === 0

const isWithoutStyle = (options: Options): boolean =>
  TAP_KINDS.every(({ picture, ...kind }) => picture !== 'style' || isAbsent(kind, options))

const CONDITIONS: readonly Condition[] = [
  { option: 'history', holds: ({ optimizer }) => optimizer === 'adam', why: 'Adam keeps no curvature pairs' },
  {
    option: 'learningRate',
    holds: ({ optimizer }) => optimizer !== 'adam',
    why: 'L-BFGS finds its own step lengths; it is for --optimizer adam',
  },
  {
    option: 'seed',
    // Features may come to be fitted, with the seed, where no weights are named.
    holds: ({ init, weights }) => init !== 'noise' && weights !== undefined && !['auto', 'fitted'].includes(weights),
    why: 'nothing in this run is random',
  },
  {
    option: 'convolutions',
    holds: ({ device, window }) => device === 'cuda' || device === 'webgpu' || typeof window === 'number',
    why: 'it is for a picture that a CPU evaluates whole',
  },
  ...(['styleSize', 'styleScale', 'strength'] as const).map(
    (option): Condition => ({ option, holds: isWithoutStyle, why: 'no term reads the style' }),
  ),
  {
    option: 'colors',
    holds: ({ colors, init, ...options }) => colors === 'match' && init !== 'style' && isWithoutStyle(options),
    why: 'no term reads the style',
  },
  ...[...new Set(TAP_KINDS.map(({ layers }) => layers))].map(
    (option): Condition => ({
      option,
      holds: options => TAP_KINDS.every(kind => kind.layers !== option || filledOptions(options)[kind.weight] === 0),
      why: `no term reads them: ${weightsOf(option).join(' and ')} is 0`,
    }),
  ),
  ...TAP_KINDS.map(
    ({ key, layers, weight }): Condition => ({
      option: weight,
      holds: options => isEmpty(options[layers]),
      why: `there is no ${key} term`,
    }),
  ),
]

/**
 * A line for each option that was given and changes nothing.
 *
 * @param given of the options, where not all were
 */
export function withoutEffect(options: Options, given = options): string[] {
  return CONDITIONS.filter(({ option, holds }) => given[option] !== undefined && holds(options)).map(
    ({ option, why }) => `${flagOf(option)} has no effect: ${why}`,
  )
}
