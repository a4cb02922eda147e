import { fileURLToPath } from 'node:url'
import { readPicture, stylize } from 'nst-onnx'
import { expect, test } from 'vitest'
import { nstOnnxHere } from '../cli/nstOnnx.js'
import { temporaryFolder } from '../weights/temporaryFolder.js'

const input = (name: string) => fileURLToPath(new URL(`../../../shared/inputs/${name}.png`, import.meta.url))
const [GREY_CONTENT, GREY_STYLE, BLACK, WHITE] = ['grey-content', 'grey-style', 'flat-black', 'flat-white'].map(
  input,
) as [string, string, string, string]

/** Mean over the pixels of the largest channel minus the least, in steps of 8 bits. */
async function meanChroma(path: string): Promise<number> {
  const { pixels, width, height } = await readPicture(path)
  const size = width * height
  let sum = 0
  for (let i = 0; i < size; i++) {
    const colour = [0, 1, 2].map(plane => 255 * (pixels[plane * size + i] ?? Number.NaN))
    sum += Math.max(...colour) - Math.min(...colour)
  }
  return sum / size
}

test('grey painted like grey stays grey', async () => {
  const cwd = await temporaryFolder()
  const { code } = await nstOnnxHere(['run', GREY_CONTENT, GREY_STYLE, '--size', '48', '-o', 'grey.png'], { cwd })
  expect(code).toBe(0)
  expect(await meanChroma(`${cwd}/grey.png`)).toBeLessThan(0.5)
})

test.each(['content', 'noise'])('black painted like white stays what a screen can show, from %s', async init => {
  const { image, stopped } = await stylize({ content: BLACK, style: WHITE, size: 48, init, iterations: 100 }).result
  const size = image.width * image.height
  const clamped = Array.from({ length: size }, (_, i) => i).filter(i =>
    [0, 1, 2].some(plane => Math.abs((image.pixels[plane * size + i] ?? Number.NaN) - 0.5) > 0.6),
  )
  expect(stopped).toBe('iterations')
  expect(clamped.length).toBeLessThan(0.01 * size)
})
