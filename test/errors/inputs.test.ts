import { encodePicture, NstOnnxError, stylize } from 'nst-onnx'
import { expect, test } from 'vitest'

const pixels = new Float32Array(3 * 64 * 64).fill(0.5)
const picture = await encodePicture({ width: 64, height: 64, pixels }, { format: 'png' })
const text = new TextEncoder().encode('Dear diary')
const quick = { size: 64, styleSize: 64, iterations: 1, weights: 'fitted' }

test.each([
  [
    'content',
    { content: text, style: picture },
    'the content picture: this is a text file; save it as PNG or JPEG first',
  ],
  ['style.0', { content: picture, style: text }, 'style picture 1: this is a text file; save it as PNG or JPEG first'],
  ['style.1', { content: picture, styles: [{ picture }, { picture: text }] }, 'style picture 2: this is a text file'],
] as const)('pictures without names are told apart: %s', async (input, pictures, message) => {
  const error = await stylize({ ...pictures, ...quick }).result.catch(cause => cause)
  expect(error).toBeInstanceOf(NstOnnxError)
  expect(error).toMatchObject({ code: 'picture-format-unknown', input, message: expect.stringContaining(message) })
})

test('what is no picture at all is told apart too', async () => {
  const request = { content: picture, style: undefined as never } // as a program without types may
  const error = await stylize({ ...request, ...quick }).result.catch(cause => cause)
  expect(error).toMatchObject({ kind: 'usage', code: 'picture-not-given', input: 'style.0' })
})
