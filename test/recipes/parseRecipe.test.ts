import { checkRequest, commandOf, NstOnnxError, parseRecipe } from 'nst-onnx'
import { describe, expect, test } from 'vitest'

const sha256 = '0123456789abcdef'.repeat(4)
const recipe = {
  recipe: 1,
  package: 'nst-onnx 0.1.0',
  runtime: 'onnxruntime-node 1.30.0',
  content: { name: 'a b.jpg', sha256 },
  style: { name: 'c.png', sha256 },
  options: { size: 64, styleLayers: ['conv1_1'], styleWeight: { conv1_1: 2 }, device: 'cpu' },
  features: { source: 'vgg19', sha256 },
  result: {
    width: 64,
    height: 48,
    iterations: 3,
    evaluations: 5,
    loss: 2.5,
    terms: { 'style.conv1_1': 2.5 },
    stopped: 'iterations',
  },
}
const parse = (value: unknown) => parseRecipe(JSON.stringify(value), 'a.png')
const command =
  "nst-onnx run 'a b.jpg' c.png --size 64 --style-layers conv1_1 --style-weight conv1_1=2 --device cpu --convolutions direct"

test('a whole recipe is taken as it is, with fields that later versions may add', () => {
  const later = { ...recipe, decoder: 'sharp' }
  expect(parse(later)).toEqual(later)
  expect(commandOf(parse(recipe))).toBe(command)
})

test('a recipe as version 0.1 wrote it opens, tells its command, and its options are a request still', () => {
  const styleLayers = ['conv1_1', 'conv1_2', 'conv2_1', 'conv2_2', 'conv3_1']
  const old = parse({
    ...recipe,
    content: { name: 'examples/pictures/harbour.png', sha256 },
    options: {
      ...{ size: 384, styleSize: 384, iterations: 100, preset: 'cmu', styleLayers, contentLayers: ['conv2_2'] },
      ...{ styleWeight: 1e6, contentWeight: 1, tvWeight: 0, pool: 'max', init: 'content', seed: 0 },
      ...{ optimizer: 'lbfgs', history: 10, device: 'cpu', threads: 2, weights: 'auto' },
    },
  })
  expect(commandOf(old)).toContain(
    `nst-onnx run examples/pictures/harbour.png c.png --size 384 --style-size 384 --iterations 100 --preset cmu --style-layers ${styleLayers} \
--style-weight 1000000 --content-layers conv2_2 --content-weight 1 --tv-weight 0 --pool max`,
  )
  expect(checkRequest({ ...old.options, content: 'a.png', style: 'b.png' })).toMatchObject(old.options)
})

test.each([
  [{ quality: 90 }, ' --output NAME.jpg --quality 90'],
  [{ format: 'avif', quality: 50 }, ' --output NAME.avif --quality 50'],
  [{ format: 'tiff' }, ' --output NAME.tif'],
  [{ bits: 16 }, ' --output NAME.png --bits 16'],
])('a file of %o is asked for with it', (file, words) => {
  expect(commandOf(parse({ ...recipe, ...file }))).toBe(command + words)
})

describe('one line names what is wrong with', () => {
  const { content: _content, style: _style, ...nameless } = recipe
  const { options: _options, ...optionless } = recipe
  test.each([
    ['text', 'not JSON', 'it is of another kind'],
    ['nothing', '', 'it is of another kind'],
    ['null', null, 'it is of another kind'],
    ['a list', [recipe], 'it is of another kind'],
    ['a later kind', { ...recipe, recipe: 2 }, 'it is of another kind'],
    ['an empty one', { recipe: 1 }, 'package is missing or wrong'],
    ['no options', optionless, 'options is missing or wrong'],
    ['no picture', nameless, 'it names no picture'],
    ['a picture without a hash', { ...recipe, style: { name: 'c.png' } }, 'style is missing or wrong'],
    ['a picture that is a text', { ...recipe, content: 'a.jpg' }, 'content is missing or wrong'],
    ['a start without a name', { ...recipe, init: { sha256 } }, 'init is missing or wrong'],
    ['an option out of range', { ...recipe, options: { size: 3 } }, 'size: 3 is not a whole number from 16 to 16384'],
    ['layers that are none', { ...recipe, options: { styleLayers: [null] } }, 'styleLayers: "null" is not a layer; '],
    ['an unknown option', { ...recipe, options: { sise: 3 } }, 'sise is not an option; '],
    ['a quality beyond 100', { ...recipe, quality: 101 }, 'quality is missing or wrong'],
    ['an unknown format', { ...recipe, format: 'gif' }, 'format is missing or wrong'],
    ['odd bits', { ...recipe, bits: 12 }, 'bits is missing or wrong'],
    ['no features', { ...recipe, features: null }, 'features is missing or wrong'],
    ['no result', { ...recipe, result: undefined }, 'result is missing or wrong'],
    ['a width of text', { ...recipe, result: { ...recipe.result, width: '64' } }, 'result.width is missing or wrong'],
    [
      'terms of text',
      { ...recipe, result: { ...recipe.result, terms: { a: '1' } } },
      'result.terms is missing or wrong',
    ],
    [
      'an unknown end',
      { ...recipe, result: { ...recipe.result, stopped: 'no' } },
      'result.stopped is missing or wrong',
    ],
  ])('%s', (_, value, fault) => {
    const attempt = () => parseRecipe(typeof value === 'string' ? value : JSON.stringify(value), 'a.png')
    expect(attempt).toThrow(NstOnnxError)
    expect(attempt).toThrow(`a.png: its recipe cannot be read (${fault}`)
    expect(attempt).toThrow(/^[^\n]+\); was it made by a newer nst-onnx\?$/)
  })
})
