import { MOST_STAGES, MOST_TAPS, WEIGHT } from './checkOptions.js'
import { OPTIONS, type Option, type OptionName } from './optionsTable.js'

/** A JSON Schema, or a part of one. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/** What is not the table's to say of an option. */
interface Surroundings {
  /** The forms that a file may have, where the option takes one. */
  readonly files: readonly JsonSchema[]
  /** The most that a number may be, where that is less than the table's. */
  readonly limit: number | undefined
}

/** The JSON Schema of an option, in a schema whose `$defs` say what a `layer` is. */
export function optionSchema(name: OptionName, { files, limit = Number.POSITIVE_INFINITY }: Surroundings): JsonSchema {
  const option: Option = OPTIONS[name]
  const { help, otherwise } = option
  return {
    description: otherwise === undefined ? help : `${help} Default: ${otherwise}.`,
    ...('default' in option && { default: option.default }),
    ...valueSchema(option, files, limit),
  }
}

function valueSchema(option: Option, files: readonly JsonSchema[], limit: number): JsonSchema {
  const number = (type: string, least: number, most: number) => ({
    type,
    minimum: least,
    maximum: Math.min(most, limit),
  })
  switch (option.kind) {
    case 'integer':
    case 'number':
      return oneOf(option.word, number(option.kind, option.min, option.max))
    case 'choice':
      return { enum: option.choices }
    case 'file':
      return { anyOf: [{ enum: option.words }, ...files] }
    case 'taps':
      return { type: 'array', items: LAYER, maxItems: MOST_TAPS }
    case 'termWeights': {
      const weight = number('number', WEIGHT.min, WEIGHT.max)
      return { anyOf: [weight, { type: 'object', propertyNames: LAYER, additionalProperties: weight }] }
    }
    case 'integerByStage':
    case 'numberByStage': {
      const { kind, min, max, alone, word } = option
      const type = kind === 'integerByStage' ? 'integer' : 'number'
      const items = number(type, min, max)
      const single = alone ? { type, minimum: alone.min, maximum: alone.max } : items
      return oneOf(word, single, { type: 'array', items, minItems: 1, maxItems: MOST_STAGES })
    }
  }
}

const LAYER = { $ref: '#/$defs/layer' }

/** The schema of what fits one of several; a word comes first. */
function oneOf(word: string | undefined, first: JsonSchema, ...others: readonly JsonSchema[]): JsonSchema {
  const schemas = [...(word === undefined ? [] : [{ const: word }]), first, ...others]
  return schemas.length === 1 ? first : { anyOf: schemas }
}
