import { join } from 'node:path'
import { encodePicture, type Picture, savePicture, stylize } from 'nst-onnx'
import { expect, test } from 'vitest'
import { decodePicture } from '../../src/node/pictures/decodePicture.js'
import { uniformSource } from '../../src/random.js'
import { temporaryFolder } from '../weights/temporaryFolder.js'
import { type FeatureMap, oxfordFeatures, oxfordLayers, POOLS } from './oxfordFeatures.js'

// What a run computes with a preset, against the original's losses in the original's units: pixels to 255, Oxford's features.

/** One over the scale of this project's network input; the presets' losses are the originals' over its square. */
const S = 57.63

/** Blocks of random colours under noise, in whole bytes. */
function picture(width: number, height: number, seed: number): Picture {
  const uniform = uniformSource(seed)
  const blocks = Array.from({ length: 48 }, uniform)
  const block = (at: number) => blocks[Math.floor(at / 37) % 48] ?? Number.NaN
  const pixels = Float32Array.from(
    { length: 3 * width * height },
    (_, at) => Math.round(255 * (0.7 * block(at) + 0.3 * uniform())) / 255,
  )
  return { width, height, pixels }
}

const layers = await oxfordLayers()
const image = picture(16, 16, 1)
const content = picture(16, 16, 2)
const style = picture(24, 20, 3)

function meanSquare(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += ((a[i] ?? Number.NaN) - (b[i] ?? Number.NaN)) ** 2
  return sum / a.length
}

/** F·Fᵀ / divisor. */
function gram({ channels, values }: FeatureMap, divisor: number): Float64Array {
  const size = values.length / channels
  return Float64Array.from({ length: channels ** 2 }, (_, at) => {
    const [i, j] = [Math.floor(at / channels) * size, (at % channels) * size]
    let sum = 0
    for (let k = 0; k < size; k++) sum += (values[i + k] ?? Number.NaN) * (values[j + k] ?? Number.NaN)
    return sum / divisor
  })
}

const STYLE_TAPS = ['relu1_1', 'relu2_1', 'relu3_1', 'relu4_1', 'relu5_1']

/** Terms as one of the originals has them. */
function originalTerms(
  pool: 'max' | 'avg',
  contentTerm: (x: FeatureMap, p: FeatureMap) => number,
  styleTerm: (x: FeatureMap, a: FeatureMap) => number,
): Record<string, number> {
  const [x, p, a] = [image, content, style].map(each => oxfordFeatures(layers, each, POOLS[pool]))
  const at = (features: ReadonlyMap<string, FeatureMap> | undefined, tap: string) => {
    const map = features?.get(tap)
    if (!map) throw new Error(`there is no ${tap}`)
    return map
  }
  const styles = STYLE_TAPS.map(tap => [`style.${tap}`, styleTerm(at(x, tap), at(a, tap))])
  return { 'content.relu4_2': contentTerm(at(x, 'relu4_2'), at(p, 'relu4_2')), ...Object.fromEntries(styles) }
}

/** The terms of a run with a preset, at the picture `image`. */
async function terms(preset: 'gatys' | 'johnson'): Promise<Readonly<Record<string, number>>> {
  const init = join(await temporaryFolder(), 'image.png')
  await savePicture(init, image)
  const png = (of: Picture) => encodePicture(of, { format: 'png' })
  const inputs = { content: await png(content), style: await png(style), init }
  return (
    await stylize({ ...inputs, preset, size: 16, styleSize: 24, iterations: 0, threads: 1, weights: 'vgg19' }).result
  ).terms
}

function expectOver(scale: number, computed: Readonly<Record<string, number>>, original: Record<string, number>) {
  expect(Object.keys(computed).sort()).toEqual(Object.keys(original).sort())
  for (const [term, value] of Object.entries(original))
    expect({ term, ratio: (scale * (computed[term] ?? Number.NaN)) / value }).toEqual({
      term,
      ratio: expect.closeTo(1, 4),
    })
}

test('pictures are given to both as they are', async () => {
  const bytes = await encodePicture(style, { format: 'png' })
  expect((await decodePicture(bytes, 'style')).pixels).toEqual(style.pixels)
})

test("gatys: content 1, and 1e3/C² on Gram matrices over H·W, of Oxford's features with average pooling", async () => {
  const perPixel = (map: FeatureMap) => gram(map, map.width * map.height)
  const original = originalTerms(
    'avg',
    (x, p) => meanSquare(x.values, p.values),
    (x, a) => (1e3 / x.channels ** 2) * meanSquare(perPixel(x), perPixel(a)),
  )
  expectOver(S ** 2, await terms('gatys'), original)
})

test("johnson: content 5, 100 on Gram matrices over C·H·W, and total variation, of Oxford's features with max pooling", async () => {
  const perValue = (map: FeatureMap) => gram(map, map.values.length)
  const original = originalTerms(
    'max',
    (x, p) => 5 * meanSquare(x.values, p.values),
    (x, a) => 100 * meanSquare(perValue(x), perValue(a)),
  )
  const { width, height, pixels } = image
  let sum = 0
  for (let at = 0; at < pixels.length; at++) {
    const here = 255 * (pixels[at] ?? Number.NaN)
    if ((at + 1) % width > 0) sum += (here - 255 * (pixels[at + 1] ?? Number.NaN)) ** 2
    if (at % (width * height) < width * (height - 1)) sum += (here - 255 * (pixels[at + width] ?? Number.NaN)) ** 2
  }
  // A sum there and a mean here: they agree at 512×512.
  const atItsSize = (1e-3 * 0.5 * sum * 512 * 512) / (width * height)
  expectOver(S ** 2, await terms('johnson'), { ...original, tv: atItsSize })
})
