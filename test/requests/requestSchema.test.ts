import { readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { checkRequest, NstOnnxError, OPTIONS, type RequestRules, requestSchema } from 'nst-onnx'
import { expect, test } from 'vitest'
import { uniformSource } from '../../src/random.js'

const validatorOf = (rules?: RequestRules) =>
  new Ajv2020({ strictSchema: true, strictTypes: false }).compile(requestSchema(rules))

/** What the check says of a request: nothing, or the code of its error. */
function checked(request: unknown, rules: RequestRules): string | undefined {
  try {
    checkRequest(request, rules)
    return undefined
  } catch (error) {
    if (error instanceof NstOnnxError) return error.code
    throw error
  }
}

/** What depends on several options, and what a text holds: no schema of one field can say it. */
const UNSAID = [
  'address-malformed',
  'address-with-password',
  'bytes-not-base64',
  'no-term-left',
  'option-layer-twice',
  'over-limit',
  'picture-missing',
  'scales-and-size',
  'scales-falling',
  'stages-content-weight',
  'stages-mismatch',
  'start-picture-missing',
  'term-absent',
]

const bytes = { bytes: 'AQID' }
const PICTURES = [
  'a.jpg',
  '/etc/passwd',
  'C:\\a.jpg',
  '',
  'http://a.example/b.jpg',
  'HTTPS://a.example',
  'http://',
  'ftp://a.example',
  'data:image/png;base64,AQID',
  'blob:a',
  { path: 'a' },
  { path: '' },
  { path: 'x'.repeat(5000) },
  { path: 3 },
  { url: 'https://a.example' },
  { url: 'http://me:secret@a.example' },
  { url: 'a.jpg' },
  bytes,
  bytes,
  bytes,
  { ...bytes, name: 'a.jpg' },
  { ...bytes, name: '' },
  { bytes: '!' },
  { bytes: '' },
  { ...bytes, path: 'a' },
  { path: 'a', url: 'http://a.example' },
  { file: 'a' },
  {},
  null,
  3,
  true,
  [],
  ['a.jpg'],
]
const NUMBERS = [
  0,
  1,
  2,
  8,
  9,
  15,
  16,
  20,
  64,
  65,
  512,
  1000,
  16384,
  16385,
  1e6,
  1e7,
  1e30,
  1e31,
  2 ** 32,
  -1,
  0.5,
  1e-7,
]
const LISTS = [
  [],
  [0],
  [64],
  [16, 32, 64],
  [64, 32],
  [1, 2],
  [0.5, 1],
  [-1],
  ['64'],
  Array(21).fill(64),
  [null],
  [[64]],
]
const LAYERS = [
  [],
  ['conv1_1'],
  ['conv_1', 'relu5_4'],
  ['conv_01'],
  ['conv_17'],
  ['relu_16'],
  Array(65).fill('conv1_1'),
  [1],
  'conv1_1',
]
const BY_LAYER: readonly unknown[] = [
  {},
  { conv1_1: 1 },
  { conv_1: 2, relu_3: 0 },
  { conv1_1: -1 },
  { conv1_1: 'a' },
  { toString: 1 },
  { conv9_9: 1 },
]
const ODD: readonly unknown[] = [null, true, '', 'auto', 'a', {}, { toString: 1 }]
const STYLE = [
  { picture: bytes },
  { picture: bytes, weight: 3 },
  { picture: bytes, weight: 0 },
  { picture: bytes, weight: -1 },
]
const STYLES = [
  [],
  [STYLE[0]],
  [STYLE[0], STYLE[1]],
  [STYLE[2]],
  [STYLE[2], STYLE[1]],
  [STYLE[3]],
  Array(4).fill(STYLE[0]),
  Array(101).fill(STYLE[0]),
  [bytes],
  [{ picture: bytes, wieght: 1 }],
  [{ weight: 1 }],
  [{ picture: bytes, weight: '1' }],
  'a.jpg',
  null,
  {},
]
const STAGES = [
  [],
  [{ size: 64, iterations: 3 }],
  [
    { size: 32, iterations: 3, contentWeight: 2 },
    { size: 64, iterations: 1 },
  ],
  [
    { size: 64, iterations: 3 },
    { size: 32, iterations: 1 },
  ],
  [{ size: 64 }],
  [{ size: 15, iterations: 1 }],
  [{ size: 64, iterations: 1.5 }],
  [{ size: 64, iterations: 1, contentWeight: -1 }],
  [{ size: 64, iterations: 1, more: 1 }],
  [null],
  [[]],
  null,
  {},
]
const SIZES = [
  { width: 64, height: 64 },
  { width: 64 },
  { width: 15, height: 64 },
  { width: 64, height: 64, depth: 1 },
  {},
  null,
  64,
]

/** Values that an option, or another field, may be given: right ones and wrong ones. */
function valuesOf(field: string): readonly unknown[] {
  const own: Readonly<Record<string, readonly unknown[]>> = {
    content: PICTURES,
    style: PICTURES,
    init: ['content', 'noise', 'style', 'Noise', ...PICTURES],
    weights: ['auto', 'vgg19', 'fitted', ...PICTURES],
    styles: STYLES,
    stages: STAGES,
    outputSize: SIZES,
    resumeFrom: [bytes, { ...bytes, name: 'a' }, { path: 'a' }, { url: 'https://a/b' }, 'AQID', {}, null],
    signal: [{}, null],
    sise: [1],
    urls: [true],
    constructor: [1],
  }
  const words = Object.values(OPTIONS).flatMap(option => ('choices' in option ? option.choices : []))
  return own[field] ?? [...NUMBERS, ...LISTS, ...LAYERS, ...BY_LAYER, ...words, ...ODD]
}

test.each<[string, RequestRules]>([
  ['as they are', {}],
  ['with addresses', { urls: true }],
  ['of strangers', { files: false, limits: { size: 64, styleSize: 80, iterations: 20, styles: 3, bytes: 100 } }],
  ['of strangers with addresses', { files: false, urls: true }],
])('schema and check accept and refuse the same requests, under rules %s', (_, rules) => {
  const validate = validatorOf(rules)
  const random = uniformSource(7)
  const oneOf = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item // never empty
  const names = [
    ...Object.keys(OPTIONS),
    'content',
    'style',
    'styles',
    'stages',
    'outputSize',
    'resumeFrom',
    'signal',
    'sise',
    'urls',
    'constructor',
  ]
  const counts = { accepted: 0, refused: 0, unsaid: 0 }
  const compare = (request: unknown) => {
    const said = validate(request)
    const code = checked(request, rules)
    const isUnsaid = code !== undefined && UNSAID.includes(code)
    if (said !== (code === undefined) && !(said && isUnsaid))
      expect.fail(`${JSON.stringify(request).slice(0, 400)}: ${code ?? 'accepted'}; ${JSON.stringify(validate.errors)}`)
    counts[code === undefined ? 'accepted' : said ? 'unsaid' : 'refused']++
  }
  const pair = { content: bytes, style: bytes, size: 64, iterations: 1 }
  const sized = rules.limits ? pair : { content: bytes, style: bytes }
  // Every value of every field, alone beside two pictures...
  for (const name of names)
    for (const value of valuesOf(name)) {
      const { [name]: _old, ...others } = sized as Record<string, unknown>
      if (name === 'styles') delete others.style
      if (name === 'stages') for (const beside of ['size', 'iterations']) delete others[beside]
      if (name === 'outputSize') Object.assign(others, { contentLayers: [], init: 'noise', content: undefined })
      compare(JSON.parse(JSON.stringify({ ...others, [name]: value })))
    }
  // ...and a few at once, beside some of the two.
  for (let round = 0; round < 1500; round++) {
    const base = oneOf([{}, { content: bytes }, { style: bytes }, sized, sized, sized])
    const given = Array.from({ length: 1 + Math.floor(3 * random()) }, () => oneOf(names))
    compare({ ...base, ...Object.fromEntries(given.map(name => [name, oneOf(valuesOf(name))])) })
  }
  for (const value of [undefined, null, 3, 'a', [], [sized], {}]) compare(value)
  expect(counts.accepted).toBeGreaterThan(100)
  expect(counts.refused).toBeGreaterThan(1000)
})

test('the schema carries what the table says of each option', () => {
  const { properties } = requestSchema() as { properties: Record<string, Record<string, unknown>> }
  for (const [name, option] of Object.entries(OPTIONS)) {
    expect(properties[name]?.description, name).toContain(option.help)
    if ('default' in option) expect(properties[name]?.default, name).toBe(option.default)
  }
  expect(properties.size).toMatchObject({ type: 'integer', minimum: 16, maximum: 16384, default: 512 })
  expect(properties.preset).toMatchObject({ enum: OPTIONS.preset.choices })
})

test('the request in docs/requests.md is right', async () => {
  const text = await readFile(new URL('../../docs/requests.md', import.meta.url), 'utf8')
  const request = JSON.parse(text.match(/```json\n(.*?)```/s)?.[1] ?? '')
  expect(validatorOf({ urls: true })(request)).toBe(true)
  expect(checkRequest(request, { urls: true })).toMatchObject({ scales: [256, 512], iterations: [70, 40] })
})

test('under the rules for strangers no field takes a path, and numbers end at the limits', () => {
  const schema = requestSchema({ files: false, limits: { size: 1024 } })
  expect(JSON.stringify(schema)).not.toContain('"path"')
  expect(JSON.stringify(schema)).not.toContain('16384,"default":512')
  expect(schema).toMatchObject({ properties: { size: { maximum: 1024 } } })
})
