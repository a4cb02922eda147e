import { createLossFunction, type LossSpecification, type Planes, readTargets, stylize, texture } from 'nst-onnx'
import { afterAll, expect, test } from 'vitest'
import { resizePicture } from '../../src/images/resizePicture.js'
import { picture } from '../images/grid.js'
import { cmuHost, noise } from '../runtime/vgg19.js'
import { STARRY_NIGHT, small } from './pictures.js'

const host = await cmuHost()
afterAll(() => host.release())

/** Planes moved by so many rows and columns, what leaves at one side coming in at the other. */
function rolled({ height, width, pixels }: Planes, down: number, right: number): Planes {
  const moved = new Float32Array(pixels.length)
  for (let plane = 0; plane < 3; plane++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const to = (plane * height + ((y + down) % height)) * width + ((x + right) % width)
        moved[to] = pixels[(plane * height + y) * width + x] ?? 0
      }
  return { height, width, pixels: moved }
}

const SPECIFICATION: LossSpecification = {
  pool: 'max',
  borders: 'circular',
  terms: [
    { kind: 'style', tap: 'conv1_1', weight: 1e3 },
    { kind: 'style', tap: 'conv3_1', weight: 1e3 },
    { kind: 'moments', tap: 'conv2_1', weight: 1e2 },
    { kind: 'tv', weight: 10 },
  ],
}

async function evaluated(borders: 'circular' | 'zero', image: Planes) {
  const loss = await createLossFunction(host, { ...SPECIFICATION, borders }, image)
  const { terms: _terms, ...form } = SPECIFICATION
  const style = { ...form, terms: SPECIFICATION.terms.filter(term => 'tap' in term) }
  await loss.bindTargets(await readTargets(host, style, noise(40, 48, 5)))
  const evaluation = await loss.lossAndGradient(image.pixels)
  await loss.release()
  return evaluation
}

test('with circular borders, a picture that is rolled by whole cells of pooling has the same loss and the rolled gradient', async () => {
  const image = noise(32, 40, 1)
  const [still, moved] = [await evaluated('circular', image), await evaluated('circular', rolled(image, 8, 16))]
  expect(Math.abs(moved.loss / still.loss - 1)).toBeLessThan(1e-5)
  const back = rolled({ ...image, pixels: moved.gradient }, 24, 24)
  const size = Math.max(...still.gradient.map(Math.abs))
  const off = Math.max(...still.gradient.map((value, at) => Math.abs(value - (back.pixels[at] ?? 0))))
  expect(off / size).toBeLessThan(1e-4)
  const [a, b] = [await evaluated('zero', image), await evaluated('zero', rolled(image, 8, 16))]
  expect(Math.abs(a.loss / b.loss - 1)).toBeGreaterThan(1e-4)
})

test('a picture that tiles is enlarged to one that tiles', () => {
  const wave = (side: number) =>
    picture(side, side, (_, x, y) => 0.5 + 0.4 * Math.sin((2 * Math.PI * (x + 2 * y)) / side))
  const [half, whole] = [wave(16), wave(48)].map(({ pixels, ...size }) => ({ ...size, pixels }))
  const shifted = (side: number, by: number) =>
    picture(side, side, (_, x, y) => 0.5 + 0.4 * Math.sin((2 * Math.PI * (x + by + 2 * (y + by))) / side))
  expect(whole!.width).toBe(48)
  const grown = resizePicture(half!, 48, 48, { wraps: true })
  // Pixels are sampled at their middles: those of the smaller picture lie a third of its pixel beside.
  const expected = shifted(48, -1)
  const worst = Math.max(...grown.pixels.map((value, at) => Math.abs(value - expected.pixels[at]!)))
  expect(worst).toBeLessThan(0.02)
})

test('a texture without seams has sides of whole cells, at every stage, and no seam where it meets itself', async () => {
  const style = await small(STARRY_NIGHT)
  const options = {
    borders: 'circular',
    outputSize: { width: 75, height: 60 },
    iterations: 40,
    scales: 2,
    threads: 1,
  } as const
  const run = stylize(texture(style, ['conv1_1', 'conv2_1'], { ...options }))
  const sizes: string[] = []
  for await (const event of run) if (event.event === 'stage') sizes.push(`${event.width}×${event.height}`)
  const { image } = await run.result
  expect(sizes).toEqual(['40×32', '76×60'])

  const { width, height, pixels } = image
  /** The energy of the steps from each column to the next, the last to the first. */
  const steps = Array.from({ length: width }, (_, x) => {
    let energy = 0
    for (let row = 0; row < 3 * height; row++)
      energy += (pixels[row * width + ((x + 1) % width)]! - pixels[row * width + x]!) ** 2
    return energy
  })
  const joint = steps.at(-1) ?? 0
  const others = steps.slice(0, -1).sort((a, b) => a - b)
  expect(joint).toBeLessThan(1.1 * (others[Math.floor(0.95 * others.length)] ?? 0))
})

test('windows are refused in one line', async () => {
  const style = await small(STARRY_NIGHT)
  const run = stylize(texture(style, ['conv1_1'], { borders: 'circular', window: 32 }))
  await expect(run.result).rejects.toMatchObject({ code: 'window-and-seamless' })
})
