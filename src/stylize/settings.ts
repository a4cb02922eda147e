import { type LossSpecification, type TermName, termNames } from '../graphs/specification.js'
import { inNetworkOrder, type Tap } from '../graphs/taps.js'
import { checkOptions, refuse, tapNamed } from '../options/checkOptions.js'
import { OPTIONS, type OptionName, type Options } from '../options/optionsTable.js'
import { PRESETS, type PresetName } from '../options/presets.js'
import type { Device } from '../runtime/devices.js'

/** The options of a run with every default filled in and every name resolved. */
export interface Settings {
  readonly preset: PresetName
  readonly size: number
  readonly styleSize: number
  readonly iterations: number
  readonly specification: LossSpecification
  /** Weight of each term, in the units of VGG-19's features. */
  readonly weights: Readonly<Record<TermName, number>>
  /** Each weight over the preset's: what a weight means for features on another scale. */
  readonly strengths: Readonly<Record<TermName, number>>
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
  const style = weightsByTap(
    'style',
    options.styleLayers ?? preset.styleLayers,
    options.styleWeight ?? preset.styleWeight,
    preset.styleWeight,
  )
  const content = weightsByTap(
    'content',
    options.contentLayers ?? preset.contentLayers,
    options.contentWeight ?? preset.contentWeight,
    preset.contentWeight,
  )
  const tvWeight = options.tvWeight ?? preset.tvWeight
  if (style.size + content.size === 0)
    refuse('styleWeight', 'no style or content term is left; give one a layer and a weight above 0')
  const specification: LossSpecification = {
    style: inNetworkOrder([...style.keys()]),
    content: inNetworkOrder([...content.keys()]),
    pool: options.pool ?? preset.pool,
    ...(tvWeight > 0 && { totalVariation: true }),
  }
  const weightOf = (term: TermName): number => {
    const [kind, tap] = term.split('.') as ['style' | 'content' | 'tv', Tap]
    return kind === 'tv' ? tvWeight : ((kind === 'style' ? style : content).get(tap) ?? 0)
  }
  const presetWeightOf = (term: TermName): number =>
    term === 'tv' ? preset.tvWeight || 1 : term.startsWith('style') ? preset.styleWeight : preset.contentWeight
  const names = termNames(specification)
  return {
    preset: presetName,
    size,
    styleSize: options.styleSize ?? size,
    iterations: options.iterations ?? preset.iterations[init === 'noise' ? 'noise' : 'content'],
    specification,
    weights: byTerm(names, weightOf),
    strengths: byTerm(names, term => weightOf(term) / presetWeightOf(term)),
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

/** The taps of one kind of term with their weights; those of weight 0 are not computed at all. */
function weightsByTap(
  kind: 'style' | 'content',
  layers: readonly string[],
  weight: NonNullable<Options['styleWeight']>,
  fallback: number,
): Map<Tap, number> {
  const [layersOption, weightOption]: [OptionName, OptionName] =
    kind === 'style' ? ['styleLayers', 'styleWeight'] : ['contentLayers', 'contentWeight']
  const taps = layers.map(layer => tapNamed(layersOption, layer))
  if (typeof weight === 'number')
    return new Map(taps.map((tap): [Tap, number] => [tap, weight]).filter(([, w]) => w > 0))
  const weights = new Map(taps.map(tap => [tap, fallback]))
  for (const [name, value] of Object.entries(weight)) {
    const tap = tapNamed(weightOption, name)
    if (!weights.has(tap)) refuse(weightOption, `${name} has no ${kind} term; add it to ${kind} layers or leave it out`)
    weights.set(tap, value)
  }
  return new Map([...weights].filter(([, w]) => w > 0))
}

function byTerm(names: readonly TermName[], value: (term: TermName) => number): Record<TermName, number> {
  return Object.fromEntries(names.map(name => [name, value(name)])) as Record<TermName, number>
}
