import { pathToFileURL } from 'node:url'
import { checkRequest, createEngine, createJobQueue, NstOnnxError, type PaintRequest, stylize } from 'nst-onnx'
import { afterAll, describe, expect, test } from 'vitest'

/** What is wrong with a request, in one line. */
function complaint(request: unknown, rules?: Parameters<typeof checkRequest>[1]): NstOnnxError {
  try {
    checkRequest(request, rules)
  } catch (error) {
    if (!(error instanceof NstOnnxError)) throw error
    expect(error.message).toMatch(/^[^\n\r\u2028\u2029]{1,250}$/)
    return error
  }
  throw new Error('nothing was wrong')
}

const bytes = new Uint8Array([1, 2, 3, 250])
const base64 = 'AQID+g=='
const pair = { content: { path: 'a.jpg' }, style: { path: 'b.jpg' } }

describe('a request comes out in one form, with every file tagged', () => {
  test.each<[string, unknown, unknown]>([
    ['a path', 'a.jpg', { path: 'a.jpg' }],
    ['a path of Windows', 'C:\\a.jpg', { path: 'C:\\a.jpg' }],
    ['a tagged path', { path: 'a.jpg' }, { path: 'a.jpg' }],
    ['a tagged path that looks like an address', { path: 'http://a' }, { path: 'http://a' }],
    ['an address', 'https://a.example/b.jpg', { url: 'https://a.example/b.jpg' }],
    ['a tagged address', { url: 'HTTPS://a.example/b c.jpg' }, { url: 'https://a.example/b%20c.jpg' }],
    ['a URL', new URL('https://a.example/b.jpg'), { url: 'https://a.example/b.jpg' }],
    ['a file: URL', pathToFileURL('/a b.jpg'), { path: '/a b.jpg' }],
    ['bytes', bytes, { bytes }],
    ['bytes with a name', { bytes, name: 'a.jpg' }, { bytes, name: 'a.jpg' }],
    ['base64', { bytes: base64 }, { bytes: Buffer.from(bytes) }],
    ['base64 without its padding', { bytes: 'AQID+g', name: 'a' }, { bytes: Buffer.from(bytes), name: 'a' }],
    ['a name of two lines', { bytes, name: 'a\nb' }, { bytes, name: 'a b' }],
  ])('%s', (_, given, tagged) => {
    const request = { content: given, styles: [{ picture: given, weight: 3 }, { picture: given }], init: given }
    const checked = checkRequest(request, { urls: true })
    expect(checked).toEqual({
      content: tagged,
      styles: [
        { picture: tagged, weight: 3 },
        { picture: tagged, weight: 1 },
      ],
      init: tagged,
    })
    expect(checkRequest(checked, { urls: true })).toEqual(checked)
  })

  test('one style, words, weights and options', () => {
    const { signal } = new AbortController()
    const given = { ...pair, init: 'noise', weights: 'w.safetensors', size: 64, styleWeight: { relu1_1: 2 }, signal }
    expect(checkRequest(given)).toEqual({
      content: { path: 'a.jpg' },
      styles: [{ picture: { path: 'b.jpg' }, weight: 1 }],
      init: 'noise',
      weights: { path: 'w.safetensors' },
      size: 64,
      styleWeight: { relu1_1: 2 },
      signal,
    })
  })

  test('a word is never taken for a file, and a tag never for a word', () => {
    const given = { ...pair, init: { path: 'noise' }, weights: { path: 'fitted' } }
    expect(checkRequest(given)).toMatchObject({ init: { path: 'noise' }, weights: { path: 'fitted' } })
    expect(checkRequest({ ...pair, init: 'noise', weights: 'fitted' }, {})).toMatchObject({ init: 'noise' })
  })
})

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'a request is an object with pictures and options, and not undefined'],
  ['null', null, 'and not null'],
  ['a text', 'a.jpg', 'and not a.jpg'],
  ['a list', [pair], 'and not a list of 1'],
  ['nobody', {}, 'there is no picture to take a shape from'],
  ['an unknown field', { ...pair, sise: 3 }, 'sise is not an option'],
  ['a rule of the engine', { ...pair, urls: true }, 'urls is not an option'],
  ['a field of many lines', { ...pair, 'a\nb': 3 }, 'a b is not an option'],
  ['a long field', { ...pair, ['x'.repeat(1e6)]: 3 }, 'x… is not an option'],
  ['a prototype', JSON.parse('{"__proto__": {"content": "a.jpg"}}'), '__proto__ is not an option'],
  ['a prototype among layers', { ...pair, styleWeight: JSON.parse('{"__proto__": 1}') }, '"__proto__" is not a layer'],
  ['a constructor', { ...pair, constructor: 1 }, 'constructor is not an option'],
  ['no content', { ...pair, content: undefined }, 'undefined is no picture'],
  ['null as content', { ...pair, content: null }, 'null is no picture; give a path'],
  ['a number as content', { ...pair, content: 3 }, '3 is no picture'],
  ['a list as content', { ...pair, content: [1, 2] }, 'a list of 2 is no picture'],
  ['two tags', { ...pair, content: { path: 'a', url: 'b' } }, 'an object with path, url is no picture'],
  ['another tag', { ...pair, content: { file: 'a' } }, 'an object with file is no picture'],
  ['a field beside the tag', { ...pair, content: { path: 'a', name: 'b' } }, 'an object with path, name is no'],
  ['a tag of another type', { ...pair, content: { path: ['a'] } }, 'is no picture'],
  ['an empty path', { ...pair, content: '' }, 'empty name'],
  [
    'what JSON makes of a Buffer',
    { ...pair, content: { bytes: JSON.parse(JSON.stringify(Buffer.from(bytes))) } },
    'is no',
  ],
  ['what cannot become text', { ...pair, size: { toString: 1, valueOf: 2 } }, 'size: an object with toString, valueOf'],
  ['no base64', { ...pair, content: { bytes: 'Dear diary' } }, 'content: its bytes are no base64 text'],
  ['cut base64', { ...pair, content: { bytes: 'AQIDA' } }, 'content: its bytes are no base64 text'],
  ['a stranger address', { ...pair, content: { url: 'ftp://a.example' } }, 'ftp: addresses are not read'],
  ['no address', { ...pair, content: { url: 'a.jpg' } }, 'a.jpg: this is no address'],
  ['an address', { ...pair, content: { url: 'http://a.example' } }, 'addresses are fetched only with urls: true'],
  ['both forms of styles', { ...pair, styles: [{ picture: 'c' }] }, 'style and styles: give one of the two'],
  ['no list of styles', { content: 'a', styles: 'b' }, 'styles: b is no list'],
  ['no style', { content: 'a', styles: [] }, 'styles: give at least one'],
  ['too many styles', { content: 'a', styles: Array(101).fill({ picture: 'b' }) }, 'styles: 101 are more than 100'],
  ['a style that is a path', { content: 'a', styles: ['b'] }, 'style.0: b is no style; give { picture, weight }'],
  ['a misspelt weight', { content: 'a', styles: [{ picture: 'b', wieght: 1 }] }, 'style.0: wieght is unknown'],
  ['a weight as text', { content: 'a', styles: [{ picture: 'b', weight: '1' }] }, 'a weight of 1 is not from 0'],
  [
    'weights of nothing',
    { content: 'a', styles: [{ picture: 'b', weight: 0 }] },
    'give one style picture a weight above 0',
  ],
  ['NaN', { ...pair, size: Number.NaN }, 'size: NaN is not a whole number'],
  ['infinity', { ...pair, styleWeight: Number.POSITIVE_INFINITY }, 'styleWeight: Infinity is not a number'],
  ['a size as text', { ...pair, size: '64' }, 'size: 64 is not a whole number'],
  ['a size in a list', { ...pair, size: [64] }, 'size: a list of 1 is not a whole number'],
  ['a layer in a list', { ...pair, styleLayers: [['conv1_1']] }, '"a list of 1" is not a layer'],
  ['a million layers', { ...pair, styleLayers: Array(1e6).fill('conv1_1') }, 'a list of 1000000 is longer than 64'],
  [
    'a deep nest',
    { ...pair, styleWeight: JSON.parse('{"conv1_1":'.repeat(5e3) + 1 + '}'.repeat(5e3)) },
    'styleWeight: an',
  ],
  ['a list of weights', { ...pair, styleWeight: [1, 2] }, 'styleWeight: a list of 2 is not a number'],
  ['an empty start', { ...pair, init: '' }, 'init: give content|noise|style|FILE'],
  ['a start that is null', { ...pair, init: null }, 'null is no picture'],
  ['weights of bytes', { ...pair, weights: { bytes } }, 'weights: give a word, a path or { path }'],
  ['weights by a number', { ...pair, weights: 3 }, 'weights: give auto|vgg19|fitted|FILE'],
  ['a signal out of JSON', { ...pair, signal: {} }, 'signal: an object without fields is no AbortSignal'],
  ['a size for the content', { ...pair, outputSize: { width: 64, height: 64 } }, "the content's shape"],
  ['half a size', { style: 'a', contentLayers: [], init: 'noise', outputSize: { width: 64 } }, 'outputSize: an object'],
  ['a texture with content terms', { style: 'a', init: 'noise' }, 'contentLayers: there is no content picture'],
  ['a texture from the content', { style: 'a', contentLayers: [] }, 'init: there is no content picture'],
  ['no style for style terms', { content: 'a' }, 'styleLayers: there is no style picture'],
  ['no style to start from', { content: 'a', styleLayers: [], init: 'style' }, 'init: there is no style picture'],
  ['no term', { ...pair, styleWeight: 0, contentWeight: 0 }, 'no term that reads a layer is left'],
  ['a weight without its layer', { ...pair, styleWeight: { conv5_4: 1 } }, 'conv5_4 has no style term'],
])('%s is refused in one line', (_, request, message) => {
  expect(complaint(request).message).toContain(message)
})

test('an error tells which picture or option is at fault', () => {
  expect(complaint({ ...pair, content: { url: 'a' } })).toMatchObject({ kind: 'usage', input: 'content' })
  expect(complaint({ ...pair, init: 3 })).toMatchObject({ kind: 'usage', input: 'init' })
  const styles = [{ picture: 'b' }, { picture: null }]
  expect(complaint({ content: 'a', styles })).toMatchObject({ kind: 'usage', input: 'style.1' })
  const served = { content: { bytes: base64 }, style: { bytes: base64 } }
  expect(complaint({ ...served, weights: 'a' }, { files: false })).toMatchObject({ kind: 'usage', option: 'weights' })
})

describe('what a stranger sends opens no file and no address', () => {
  const served = { content: { bytes: base64 }, style: { bytes: base64 } }
  const rules = { files: false }

  test.each(['content', 'style', 'init'])('as %s', field => {
    for (const given of ['a.jpg', '/etc/passwd', './noise', { path: 'a.jpg' }, pathToFileURL('/etc/passwd')])
      expect(complaint({ ...served, [field]: given }, rules)).toMatchObject({ code: 'file-switched-off' })
    for (const given of ['http://a.example', { url: 'http://a.example' }])
      expect(complaint({ ...served, [field]: given }, rules)).toMatchObject({ code: 'address-switched-off' })
  })

  test('as weights', () => {
    for (const weights of ['w.safetensors', '/etc/passwd', { path: 'auto' }])
      expect(complaint({ ...served, weights }, rules)).toMatchObject({ code: 'file-switched-off' })
  })

  test('words and bytes are taken', () => {
    for (const init of ['content', 'noise', 'style', { bytes: base64 }])
      for (const weights of ['auto', 'vgg19', 'fitted']) checkRequest({ ...served, init, weights }, rules)
  })
})

describe('every door checks alike', () => {
  const engine = createEngine({ files: false })
  const queue = createJobQueue({ files: false })
  afterAll(() => Promise.all([engine.close(), queue.close()]))

  test.each<[string, unknown]>([
    ['a path', pair],
    ['nothing', null],
    ['a text', 'a.jpg'],
    ['a signal that is none', { ...pair, signal: {} }],
  ])('%s', async (_, given) => {
    const request = given as PaintRequest<string> // as a program without types may
    const { code } = complaint(given, { files: false })
    const runs = [engine.run(request), queue.add(request), stylize({ ...request, files: false })]
    for (const { result } of runs.slice(0, 2)) await expect(result).rejects.toMatchObject({ kind: 'usage', code })
    await expect(runs[2]?.result).rejects.toMatchObject({ kind: 'usage' })
    for (const asked of [engine.plan(request), engine.estimate(request), queue.pictures(request)])
      await expect(asked).rejects.toMatchObject({ kind: 'usage', code })
  })
})
