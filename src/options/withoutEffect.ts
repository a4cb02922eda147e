import { flagOf, type OptionName, type Options } from './optionsTable.js'

interface Condition {
  readonly option: OptionName
  /** Whether the option changes nothing beside the others. */
  readonly holds: (options: Options) => boolean
  readonly why: string
}

const isEmpty = (taps: readonly string[] | undefined): boolean => taps?.length === 0

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
    option: 'styleSize',
    holds: ({ styleLayers, styleWeight }) => isEmpty(styleLayers) || styleWeight === 0,
    why: 'there is no style term',
  },
  { option: 'styleWeight', holds: ({ styleLayers }) => isEmpty(styleLayers), why: 'there is no style term' },
  { option: 'contentWeight', holds: ({ contentLayers }) => isEmpty(contentLayers), why: 'there is no content term' },
]

/** A line for each option that was given and changes nothing. */
export function withoutEffect(options: Options): string[] {
  return CONDITIONS.filter(({ option, holds }) => options[option] !== undefined && holds(options)).map(
    ({ option, why }) => `${flagOf(option)} has no effect: ${why}`,
  )
}
