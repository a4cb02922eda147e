import { LAYERS_OPTIONS, TERM_FACTS, WEIGHT_OPTIONS } from '../graphs/terms/termKinds.js'
import type { OptionName, Options } from '../options/optionsTable.js'
import { historyAt, mapPrecisionAt } from '../requests/sizedSettings.js'
import { type Recipe, repeatedOptions } from './recipe.js'

/** What a preset says. */
const OF_PRESET: readonly OptionName[] = [
  ...LAYERS_OPTIONS,
  ...WEIGHT_OPTIONS,
  'pool',
  'borders',
  'scales',
  'iterations',
  'contentByStage',
  'finestLayers',
]

/** The shortest long side of a stage that a smaller result keeps. */
const LEAST_STAGE = 64

/**
 * The options of a recipe with some of them changed. What was recorded of others because of those goes with them: stages and strokes
 * with the size, layers and weights with the preset.
 */
export function optionsLike(recipe: Recipe, changed: Options): Options {
  const recorded = repeatedOptions(recipe)
  const isChanged = (name: OptionName) => changed[name] !== undefined && changed[name] !== recorded[name]
  const size = changed.size ?? (typeof changed.scales === 'object' ? changed.scales.at(-1) : undefined)
  const scaled = { ...recorded, ...(size !== undefined && size !== recorded.size && atSize(recipe, size)) }
  const undone = new Set<OptionName>([
    ...(isChanged('preset') ? OF_PRESET : []),
    ...(changed.scales !== undefined ? (['contentByStage'] as const) : []),
    ...(isChanged('styleScale') ? (['styleSize'] as const) : []),
    ...(LAYERS_OPTIONS.some(isChanged) ? (['finestLayers'] as const) : []),
    // What a machine decided goes with its device.
    ...(isChanged('device') || isChanged('window') ? (['convolutions'] as const) : []),
    ...(changed.strength !== undefined ? (['styleWeight'] as const) : []),
    ...(isChanged('optimizer') ? (['history', 'learningRate'] as const) : []),
    ...TAP_FACTS.flatMap(({ weight, layers }): OptionName[] => [
      ...(typeof recorded[weight] === 'object' && changed[layers] !== undefined ? [weight] : []),
      // Layers of a term that was not there are not recorded.
      ...(changed[weight] !== undefined && recorded[layers]?.length === 0 ? [layers] : []),
    ]),
  ])
  // A list is one number for each stage, of which there may be others now.
  const total = changed.scales === undefined ? undefined : sumOf(scaled.iterations)
  const kept = Object.entries(scaled).filter(([name]) => !undone.has(name as OptionName))
  return { ...Object.fromEntries(kept), ...(total !== undefined && { iterations: total }), ...changed }
}

const TAP_FACTS = Object.values(TERM_FACTS).filter(facts => 'layers' in facts)

const sumOf = (iterations: Options['iterations']): number | undefined =>
  typeof iterations === 'object' ? iterations.reduce((sum, own) => sum + own, 0) : iterations

/** The recorded options for a result of another size: with the same stages and strokes beside it, and what its size decides left open. */
function atSize(recipe: Recipe, size: number): Options {
  const { options, result } = recipe
  const { size: before = size, styleSize = before, scales, history, mapPrecision } = options
  const sides = typeof scales === 'object' ? scales.map(side => Math.round((side * size) / before)) : undefined
  const dropped = sides?.findIndex((side, index) => side >= LEAST_STAGE || index === sides.length - 1) ?? 0
  const later = <Value>(value: Value | readonly number[]) =>
    sides && Array.isArray(value) ? (value as readonly number[]).slice(dropped) : (value as Value) // a list has one for each stage
  const { iterations, contentByStage } = repeatedOptions(recipe)
  return {
    size,
    styleSize: Math.round((styleSize * size) / before),
    ...(sides && { scales: later(sides) }),
    iterations: later(iterations),
    contentByStage: later(contentByStage),
    window: undefined,
    convolutions: undefined,
    history: history === historyAt({ history: undefined }, result) ? undefined : history,
    mapPrecision: mapPrecision === mapPrecisionAt({ mapPrecision: undefined }, result) ? undefined : mapPrecision,
  }
}
