import { describe, expect, test } from 'vitest'
import { parseSafetensors } from '../../src/weights/safetensors.js'
import { encodeSafetensors } from './encodeSafetensors.js'
import { problem } from './problem.js'

/** A file with this header and this many bytes of data. */
function fileWith(header: unknown, dataBytes = 0): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header))
  const bytes = new Uint8Array(8 + text.length + dataBytes)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true)
  bytes.set(text, 8)
  return bytes
}

const refusal = (bytes: Uint8Array) => problem('file', () => parseSafetensors('a.safetensors', bytes))
const entry = (begin: number, end: number, shape = [(end - begin) / 4], dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets: [begin, end],
})

describe('a file made by encodeSafetensors', () => {
  const file = encodeSafetensors(
    {
      single: { shape: [2, 3], data: Float32Array.of(1, -2, 3.5, 0, 1e-40, 7) },
      double: { shape: [1], data: Float64Array.of(Math.PI) },
      empty: { shape: [0, 4], data: new Float32Array() },
    },
    { pool: 'max' },
  )

  test('gives its tensors back, value for value, with their shapes', async () => {
    const { tensor } = parseSafetensors('a', file)
    expect(await tensor('single')).toEqual({ shape: [2, 3], data: Float32Array.of(1, -2, 3.5, 0, 1e-40, 7) })
    expect(await tensor('double')).toEqual({ shape: [1], data: Float64Array.of(Math.PI) })
    expect(await tensor('empty')).toEqual({ shape: [0, 4], data: new Float32Array() })
  })

  test('gives its metadata and its names back', () => {
    const { metadata, entries } = parseSafetensors('a', file)
    expect(metadata).toEqual({ pool: 'max' })
    expect([...entries.keys()]).toEqual(['single', 'double', 'empty'])
  })

  test('begins its data on a multiple of eight bytes, as the format asks', () => {
    expect(parseSafetensors('a', file).entries.get('single')?.begin).toSatisfy((begin: number) => begin % 8 === 0)
  })

  test('can be read from the middle of a larger buffer', async () => {
    const buffer = new Uint8Array(file.length + 3)
    buffer.set(file, 3)
    expect((await parseSafetensors('a', buffer.subarray(3)).tensor('double')).data[0]).toBe(Math.PI)
  })

  test('is read into memory of its own: changing a tensor leaves the file alone', async () => {
    const { tensor } = parseSafetensors('a', file)
    const first = await tensor('single')
    first.data[0] = 99
    expect((await tensor('single')).data[0]).toBe(1)
  })
})

test.each([
  [0x0000, 0],
  [0x8000, -0],
  [0x0001, 2 ** -24],
  [0x8001, -(2 ** -24)],
  [0x0200, 3.0517578125e-5],
  [0x03ff, 6.097555160522461e-5],
  [0x0400, 6.103515625e-5],
  [0x2e66, 0.0999755859375],
  [0x3555, 0.333251953125],
  [0x3bff, 0.99951171875],
  [0x3c00, 1],
  [0x3c01, 1.0009765625],
  [0xc000, -2],
  [0x7bff, 65504],
  [0xfbff, -65504],
  [0x7c00, Number.POSITIVE_INFINITY],
  [0xfc00, Number.NEGATIVE_INFINITY],
  [0x7c01, Number.NaN],
  [0xfe00, Number.NaN],
])('the half with bits %i decodes to %d', async (bits, value) => {
  const { tensor } = parseSafetensors('a', encodeSafetensors({ t: { shape: [1], data: Uint16Array.of(bits) } }))
  expect((await tensor('t')).data[0]).toBe(value)
})

describe('one line says what is wrong with', () => {
  test('an empty file and one of seven bytes', async () => {
    expect(await refusal(new Uint8Array())).toMatch(/^a\.safetensors is not a safetensors file: it is too short/)
    expect(await refusal(new Uint8Array(7))).toMatch('too short')
  })

  test('something else altogether', async () => {
    const page = new TextEncoder().encode('<!doctype html><title>Sign in</title>')
    expect(await refusal(page)).toMatch('its first bytes are no header length')
  })

  test('a header that is no JSON, no UTF-8 or no object', async () => {
    expect(await refusal(fileWith('{"conv1_1.weight":'))).toMatch('its header is not JSON')
    expect(await refusal(Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xfe))).toMatch('its header is not JSON')
    expect(await refusal(fileWith([1]))).toMatch('not a JSON object')
    expect(await refusal(fileWith('null'))).toMatch('not a JSON object')
  })

  test('metadata that is not a map of strings', async () => {
    expect(await refusal(fileWith({ __metadata__: { a: 1 } }))).toMatch('__metadata__')
    expect(await refusal(fileWith({ __metadata__: 'x' }))).toMatch('__metadata__')
  })

  test('an entry without dtype, shape or offsets', async () => {
    expect(await refusal(fileWith({ t: 3 }))).toMatch('tensor t has no dtype')
    expect(await refusal(fileWith({ t: { dtype: 'F32' } }))).toMatch('tensor t has no valid shape')
    expect(await refusal(fileWith({ t: entry(0, 4, [-1]) }, 4))).toMatch('tensor t has no valid shape')
    expect(await refusal(fileWith({ t: { dtype: 'F32', shape: [1] } }))).toMatch('tensor t has no valid data_offsets')
  })

  test('a shape that its bytes cannot hold, and offsets that run backwards', async () => {
    expect(await refusal(fileWith({ t: entry(0, 8, [3]) }, 8))).toMatch(
      'tensor t of shape [3] cannot lie at bytes 0 to 8',
    )
    expect(await refusal(fileWith({ t: entry(8, 4, [1], 'BF16') }, 8))).toMatch('cannot lie at bytes 8 to 4')
  })

  test('tensors that overlap', async () => {
    expect(await refusal(fileWith({ a: entry(0, 8), b: entry(4, 12) }, 12))).toMatch('tensor b overlaps another')
  })

  test('a file cut short in its header or in its data', async () => {
    const file = encodeSafetensors({ t: { shape: [4], data: new Float32Array(4) } })
    expect(await refusal(file.subarray(0, 20))).toMatch(/cut short: it has 20 bytes of \d+; download/)
    const message = await refusal(file.subarray(0, file.length - 1))
    expect(message).toMatch(`it has ${file.length - 1} bytes of ${file.length}`)
  })

  test('a name that the file does not have', async () => {
    const { tensor } = parseSafetensors('a', fileWith({}))
    expect(await problem('file', () => tensor('loss'))).toBe('a has no tensor loss; give a file that has it')
  })

  test('a dtype that is not read, and only when its tensor is asked for', async () => {
    const { tensor } = parseSafetensors('a', fileWith({ t: entry(0, 2, [1], 'BF16'), u: entry(2, 6) }, 6))
    expect(await tensor('u')).toEqual({ shape: [1], data: Float32Array.of(0) })
    expect(await problem('file', () => tensor('t'))).toBe('a: tensor t is BF16; convert it to F32 or F16')
  })
})
