import { expect, test } from 'vitest'
import { type ErrorJson, NstOnnxError } from '../../src/errors.js'

const tooLarge = new NstOnnxError('device-too-small', {
  option: 'styleSize',
  width: 4096,
  height: 2048,
  device: 'webgpu',
  mebibytes: 256,
  limit: 1024,
})

test('an error tells kind, code, and what it is about, and its message names the option as a request does', () => {
  expect(tooLarge).toMatchObject({ kind: 'usage', code: 'device-too-small', option: 'styleSize', limit: 1024 })
  expect(tooLarge.message).toBe(
    'styleSize: 4096×2048 is too large, as this webgpu device holds 256 MiB in one piece; the largest size that fits is 1024',
  )
})

test.each([
  ['JSON', (error: NstOnnxError) => JSON.parse(JSON.stringify(error))],
  ['a structured clone', (error: NstOnnxError) => structuredClone(error.toJSON())],
])('an error comes back from %s as it was, its cause included', (_, carried: (error: NstOnnxError) => ErrorJson) => {
  const cause = new NstOnnxError('option-not-a-number', { option: 'size', value: 'x' }, { cause: new Error('deep') })
  const error = new NstOnnxError('vary-value', { option: 'vary', text: 'size=x,1' }, { cause })
  const back = NstOnnxError.from(carried(error))
  expect(back).toBeInstanceOf(NstOnnxError)
  expect(back.toJSON()).toEqual(error.toJSON())
  expect(back.message).toBe('vary size=x,1: "x" is not a number')
  expect(back.cause).toBeInstanceOf(NstOnnxError)
  expect(back.cause).toMatchObject({ code: 'option-not-a-number', cause: { message: 'deep' } })
})

test('whoever tells an error chooses its words: what options are called, and sentences of its own', () => {
  const words = { subject: (option: string) => option.toUpperCase(), mention: (option: string) => `“${option}”` }
  expect(tooLarge.sentence(words)).toMatch(/^STYLESIZE: 4096/)
  expect(tooLarge.sentence({ ...words, says: { 'device-too-small': 'no more than {limit}' } })).toBe(
    'STYLESIZE: no more than 1024',
  )
})

test.each([undefined, {}, { code: 'toString' }])('%j is no error as data', data => {
  expect(() => NstOnnxError.from(data as never)).toThrow('is no code of an error that this version knows')
})
