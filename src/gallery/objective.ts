import { MACHINE_OPTIONS } from '../options/machineOptions.js'
import type { OptionName } from '../options/optionsTable.js'
import type { Recipe } from '../recipes/recipe.js'

/** Options that decide how a loss is lowered, and not what it is. */
const OF_THE_WAY: readonly OptionName[] = [
  'init',
  'seed',
  'iterations',
  'optimizer',
  'history',
  'learningRate',
  ...MACHINE_OPTIONS,
]

/**
 * What a run lowers, as a text: two runs with equal ones have losses that can be compared. It is made of the inputs, the network, the
 * size, and every option that the loss depends on.
 */
export function objectiveOf(recipe: Recipe): string {
  const { content, style, styles, contentMask, styleMasks, regions, options, features, result } = recipe
  const { width, height } = result
  const asked = Object.entries(options).filter(([name]) => !OF_THE_WAY.some(other => other === name))
  const inputs = [content, style, styles, contentMask, styleMasks, regions]
  return JSON.stringify([inputs, features.sha256, width, height, asked.toSorted(([a], [b]) => (a < b ? -1 : 1))])
}
