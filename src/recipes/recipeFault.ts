import { OUTPUT_FORMATS } from '../images/outputFormat.js'
import { checkOptions } from '../options/checkOptions.js'

/** Whether a value may stand in a field. */
type Check = (value: unknown) => boolean
type Fields = Readonly<Record<string, unknown>>

const isText: Check = value => typeof value === 'string'
const isHash: Check = value => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
const isNumber: Check = value => typeof value === 'number'
const isCount: Check = value => Number.isSafeInteger(value) && (value as number) >= 0
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const oneOf =
  (...values: readonly unknown[]): Check =>
  value =>
    values.includes(value)
const optional =
  (check: Check): Check =>
  value =>
    value === undefined || check(value)

const input: Check = value =>
  isFields(value) && isText(value.name) && isHash(value.sha256) && optional(isText)(value.decoder)

const CHECKS: Readonly<Record<string, Check>> = {
  package: isText,
  runtime: isText,
  content: optional(input),
  style: optional(input),
  styles: optional(
    value => Array.isArray(value) && value.length > 1 && value.every(style => input(style) && isNumber(style.weight)),
  ),
  init: optional(input),
  contentMask: optional(input),
  styleMasks: optional(value => Array.isArray(value) && value.every(mask => mask === null || input(mask))),
  regions: optional(
    value => isFields(value) && Object.values(value).every(paint => oneOf('all', 'keep')(paint) || isCount(paint)),
  ),
  options: isFields,
  format: optional(oneOf(...OUTPUT_FORMATS)),
  quality: optional(value => isCount(value) && Number(value) >= 1 && Number(value) <= 100),
  bits: optional(oneOf(16)),
  features: value => isFields(value) && oneOf('vgg19', 'fitted')(value.source) && isHash(value.sha256),
  result: isFields,
}

const RESULT_CHECKS: Readonly<Record<string, Check>> = {
  width: isCount,
  height: isCount,
  iterations: isCount,
  evaluations: isCount,
  loss: isNumber,
  terms: value => isFields(value) && Object.values(value).every(isNumber),
  iterationsByStage: optional(value => Array.isArray(value) && value.every(isCount)),
  stopped: oneOf('iterations', 'converged', 'stalled', 'interrupted'),
}

/** What is wrong with a recipe of version 1; undefined where nothing is. */
export function recipeFault(recipe: Fields): unknown {
  const wrong = firstWrong(CHECKS, recipe) ?? firstWrong(RESULT_CHECKS, recipe.result as Fields, 'result.')
  if (wrong) return new Error(`${wrong} is missing or wrong`)
  if ([recipe.content, recipe.style, recipe.styles].every(value => value === undefined))
    return new Error('it names no picture')
  try {
    checkOptions(recipe.options as Fields)
    return undefined
  } catch (error) {
    return error
  }
}

function firstWrong(checks: Readonly<Record<string, Check>>, fields: Fields, prefix = ''): string | undefined {
  const name = Object.keys(checks).find(name => !checks[name]?.(Object.hasOwn(fields, name) ? fields[name] : undefined))
  return name && prefix + name
}
