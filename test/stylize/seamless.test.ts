import { createEngine, createLossFunction, type LossSpecification, type Planes, readTargets, texture } from 'nst-onnx'
import { afterAll, expect, test } from 'vitest'
import { resizePicture } from '../../src/images/resizePicture.js'
import { picture } from '../images/grid.js'
import { cmuHost, noise } from '../runtime/vgg19.js'
import { STARRY_NIGHT, small } from './pictures.js'

const host = await cmuHost()
afterAll(() => host.release())
const engine = createEngine({ threads: 1 })
afterAll(() => engine.close())

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

/** The mean energy of the steps from each column to the next, the last to the first, and of those of rows. */
function steps({ width, height, pixels }: Planes): number[][] {
  const at = (plane: number, y: number, x: number) => pixels[(plane * height + (y % height)) * width + (x % width)] ?? 0
  const all = (length: number) => Array.from({ length }, (_, index) => index)
  const energy = (places: number, step: (plane: number, place: number) => number) =>
    [0, 1, 2].reduce((sum, plane) => all(places).reduce((total, place) => total + step(plane, place) ** 2, sum), 0) /
    places
  return [
    all(width).map(x => energy(height, (plane, y) => at(plane, y, x + 1) - at(plane, y, x))),
    all(height).map(y => energy(width, (plane, x) => at(plane, y + 1, x) - at(plane, y, x))),
  ]
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length

test('a texture without seams has sides of whole cells, at every stage, and no seam where it meets itself', async () => {
  const style = await small(STARRY_NIGHT)
  const [joints, between]: number[][] = [[], []]
  for (const seed of [1, 2, 3]) {
    const run = engine.run(
      texture(style, ['conv1_1', 'conv2_1'], {
        ...{ borders: 'circular', outputSize: { width: 75, height: 60 }, seed, iterations: 30, scales: 2 },
      }),
    )
    const sizes: string[] = []
    for await (const event of run) if (event.event === 'stage') sizes.push(`${event.width}×${event.height}`)
    expect(sizes).toEqual(['40×32', '76×60'])
    for (const energies of steps((await run.result).image)) {
      joints?.push((energies.at(-1) ?? 0) / mean(energies))
      between?.push(mean(energies.filter((_, at) => at % 2 === 0)) / mean(energies))
    }
  }
  expect(mean(joints ?? [])).toBeLessThan(1.1)
  expect(Math.abs(mean(between ?? []) - 1)).toBeLessThan(0.08)
})

test('windows are refused in one line', async () => {
  const style = await small(STARRY_NIGHT)
  const run = engine.run(texture(style, ['conv1_1'], { borders: 'circular', window: 32 }))
  await expect(run.result).rejects.toMatchObject({ code: 'window-and-seamless' })
})
