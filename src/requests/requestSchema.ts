import { TAPS } from '../graphs/taps.js'
import { VGG19_LAYERS } from '../graphs/vgg19.js'
import { MOST_STAGES, WEIGHT } from '../options/checkOptions.js'
import { type JsonSchema, optionSchema } from '../options/optionSchema.js'
import { OPTION_NAMES, OPTIONS, type OptionName } from '../options/optionsTable.js'
import { COLOUR_NAMES } from '../regions/colourText.js'
import { MOST_STYLE_WEIGHT, MOST_STYLES } from './checkStyles.js'
import { LONGEST_NAME } from './inputs.js'
import type { RequestRules } from './requestRules.js'

/**
 * The JSON Schema (draft 2020-12) of requests under the rules of an engine, for forms, clients in other languages and gateways. It says
 * what `checkRequest` asks of each field; what options make of one another, and what is in a text (that it is base64, or an address that
 * can be read), it does not say.
 */
export function requestSchema({ files = true, urls = false, limits = {} }: RequestRules = {}): JsonSchema {
  const inRange = (least: number, most: number, limit = most) => ({ minimum: least, maximum: Math.min(most, limit) })
  const side = { type: 'integer', ...inRange(OPTIONS.size.min, OPTIONS.size.max, limits.size) }
  const picture = { $ref: '#/$defs/picture' }
  const filesOf = (name: OptionName) =>
    name === 'init' ? [picture] : files ? [{ type: 'string', minLength: 1 }, PATH] : []
  const limitOf = (name: string) => (({ ...limits, scales: limits.size }) as Record<string, number | undefined>)[name]
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A picture to paint',
    type: 'object',
    properties: {
      content: { ...picture, description: "Decides what is seen, and the result's aspect ratio and alpha." },
      style: { ...picture, description: 'Decides how it is painted.' },
      styles: {
        description: 'In place of style, several whose statistics are averaged by their weights.',
        type: 'array',
        minItems: 1,
        maxItems: Math.min(MOST_STYLES, limits.styles ?? MOST_STYLES),
        items: fields(
          { picture, weight: { type: 'number', minimum: 0, maximum: MOST_STYLE_WEIGHT, default: 1 }, mask: picture },
          ['picture'],
        ),
        contains: { not: { properties: { weight: { const: 0 } }, required: ['weight'] } },
      },
      styleMask: { ...picture, description: 'Regions of the style, as a picture of few flat colours.' },
      contentMask: { ...picture, description: 'Regions of the content, as a picture of few flat colours.' },
      regions: {
        description:
          'What paints colours of the content mask: the number of a style, from 1; all of them, by their weights; or keep.',
        type: 'object',
        propertyNames: { pattern: COLOUR },
        additionalProperties: {
          anyOf: [{ type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER }, { enum: ['all', 'keep'] }],
        },
      },
      stages: {
        description:
          'Parts of the run at one size each, coarse to fine, in place of size, scales, iterations and contentByStage.',
        type: 'array',
        minItems: 1,
        maxItems: MOST_STAGES,
        items: fields(
          {
            size: side,
            iterations: { type: 'integer', ...inRange(0, OPTIONS.iterations.max, limits.iterations) },
            contentWeight: { type: 'number', ...inRange(WEIGHT.min, WEIGHT.max) },
          },
          ['size', 'iterations'],
        ),
      },
      outputSize: {
        description: 'In pixels, of a texture, which has no content picture.',
        ...fields({ width: side, height: side }, ['width', 'height']),
      },
      resumeFrom: {
        description: 'Goes on from a checkpoint of the same run.',
        anyOf: files ? [PATH, BYTES] : [BYTES],
      },
      ...Object.fromEntries(
        OPTION_NAMES.map(name => [name, optionSchema(name, { files: filesOf(name), limit: limitOf(name) })]),
      ),
    },
    additionalProperties: false,
    anyOf: ['content', 'style', 'styles', 'outputSize'].map(name => ({ required: [name] })),
    allOf: [
      ['style', 'styles'],
      ['styleMask', 'styles'],
      ['contentMask', 'outputSize'],
      ['content', 'outputSize'],
      ...['size', 'scales', 'iterations', 'contentByStage'].map(name => ['stages', name]),
    ].map(names => ({ not: { required: names } })),
    $defs: {
      picture: { description: 'A picture file.', anyOf: pictureForms({ files, urls }) },
      layer: { enum: LAYER_NAMES },
    },
  }
}

/** Taps by all of their names. */
const LAYER_NAMES = [
  ...TAPS,
  ...['conv', 'relu'].flatMap(kind => VGG19_LAYERS.map((_, index) => `${kind}_${index + 1}`)),
]

/** What `parseColour` reads. */
const inAnyCase = (word: string) => word.replaceAll(/./g, letter => `[${letter}${letter.toUpperCase()}]`)
const COLOUR = `^\\s*(${COLOUR_NAMES.map(inAnyCase).join('|')}|#?([0-9a-fA-F]{3}){1,2})\\s*$`

const NAME = { type: 'string', minLength: 1, maxLength: LONGEST_NAME }

function fields(properties: JsonSchema, required: readonly string[]): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false }
}

const BYTES = fields({ bytes: { type: 'string', minLength: 1, contentEncoding: 'base64' }, name: NAME }, ['bytes'])
const PATH = fields({ path: NAME }, ['path'])
const ADDRESS = '^[hH][tT][tT][pP][sS]?://'
const URL_TAG = fields({ url: { ...NAME, pattern: ADDRESS } }, ['url'])
/** What is read as no path: an address of any kind. */
const NO_PATH = '^([a-zA-Z][a-zA-Z0-9+.-]+://|[dD][aA][tT][aA]:|[bB][lL][oO][bB]:)'

function pictureForms({ files, urls }: { readonly files: boolean; readonly urls: boolean }): readonly JsonSchema[] {
  return [
    ...(files ? [{ type: 'string', minLength: 1, not: { pattern: NO_PATH } }, PATH] : []),
    ...(urls ? [{ type: 'string', pattern: ADDRESS }, URL_TAG] : []),
    BYTES,
  ]
}
