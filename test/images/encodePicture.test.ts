import { crc32 } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { jpegSegments, pngChunks } from '../../src/images/chunks.js'
import { readRecipe } from '../../src/images/recipe.js'
import { decodePicture } from '../../src/node/pictures/decodePicture.js'
import { encodePicture } from '../../src/node/pictures/encodePicture.js'
import { join } from './files/bytes.js'
import { grid, picture } from './grid.js'

const ramp = picture(16, 9, (c, x, y) => (x + 16 * y + 30 * c) / 255)
const recipe = JSON.stringify({ preset: 'cmu', content: 'Tübingen 🌉.jpg' })

describe('PNG', () => {
  test('keeps every 8-bit value of a picture', async () => {
    const bytes = await encodePicture(ramp, { format: 'png' })
    expect(await decodePicture(bytes, 'ramp')).toEqual(ramp)
  })

  test('is RGB where the picture is opaque and RGBA where it is not', async () => {
    const colourType = 25
    expect((await encodePicture(ramp, { format: 'png' }))[colourType]).toBe(2)
    const faded = picture(
      2,
      1,
      () => 1,
      x => x,
    )
    const bytes = await encodePicture(faded, { format: 'png' })
    expect(bytes[colourType]).toBe(6)
    expect(await decodePicture(bytes, 'faded')).toEqual(faded)
  })

  test('rounds to nearest, clamps what lies outside [0, 1] and writes NaN as 0', async () => {
    const values = [-1, Number.NEGATIVE_INFINITY, 0.4 / 255, 0.6 / 255, 254.6 / 255, 1.7, Number.NaN]
    const bytes = await encodePicture(
      picture(7, 1, (_, x) => values[x]!),
      { format: 'png' },
    )
    expect(grid(await decodePicture(bytes, 'values'))[0]!.map(([red]) => red)).toEqual([0, 0, 0, 1, 255, 255, 0])
  })
})

describe('JPEG', () => {
  test('quality 100 stays close; a lower quality gives a smaller file', async () => {
    const busy = picture(64, 64, (c, x, y) => ((x * x + 3 * y * y + c) % 97) / 97)
    const best = await encodePicture(busy, { format: 'jpeg', quality: 100 })
    const { pixels } = await decodePicture(best, 'busy')
    expect(Math.max(...pixels.map((value, i) => Math.abs(value - busy.pixels[i]!)))).toBeLessThan(0.05)
    const small = await encodePicture(busy, { format: 'jpeg', quality: 20 })
    expect(small.length).toBeLessThan(best.length / 2)
  })

  test('has no alpha: the picture is blended onto white', async () => {
    const fade = picture(
      16,
      16,
      () => 0,
      () => 0.2,
    )
    const bytes = await encodePicture(fade, { format: 'jpeg', quality: 100 })
    const decoded = await decodePicture(bytes, 'fade')
    expect(decoded.alpha).toBeUndefined()
    for (const value of decoded.pixels) expect(Math.abs(255 * value - 204)).toBeLessThan(2)
  })
})

describe.each(['png', 'jpeg'] as const)('the recipe in a %s file', format => {
  test('is read back, letter by letter, and leaves the picture as it is', async () => {
    const plain = await encodePicture(ramp, { format })
    const bytes = await encodePicture(ramp, { format, recipe })
    expect(readRecipe(bytes)).toBe(recipe)
    expect(readRecipe(plain)).toBeUndefined()
    expect(await decodePicture(bytes, 'with')).toEqual(await decodePicture(plain, 'without'))
  })

  test('the same picture and recipe give the same bytes', async () => {
    expect(await encodePicture(ramp, { format, recipe })).toEqual(await encodePicture(ramp, { format, recipe }))
  })

  test('is absent, without an error, in a file cut short anywhere', async () => {
    const bytes = await encodePicture(ramp, { format, recipe })
    for (let length = 0; length < 60; length++) expect(readRecipe(bytes.subarray(0, length))).toBeUndefined()
  })
})

test('the chunk in a PNG has the checksum that strict readers ask for, and stands before the pixels', async () => {
  const chunks = [...pngChunks(await encodePicture(ramp, { format: 'png', recipe }))]
  expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'iTXt', 'IDAT', 'IEND'])
  const bytes = await encodePicture(ramp, { format: 'png', recipe })
  const { end, data } = chunks[1]!
  const body = bytes.subarray(end - 4 - data.length - 4, end - 4)
  expect(new DataView(bytes.buffer).getUint32(end - 4)).toBe(crc32(body))
})

test('the comment in a JPEG leaves the JFIF segment first, as JFIF demands', async () => {
  const segments = [...jpegSegments(await encodePicture(ramp, { format: 'jpeg', recipe }))]
  expect(segments.slice(0, 2).map(({ type }) => type)).toEqual(['e0', 'fe'])
})

test('a recipe of 60 kB fits a JPEG; one beyond its limit is refused in a JPEG and fits a PNG', async () => {
  const long = 'x'.repeat(60_000)
  expect(readRecipe(await encodePicture(ramp, { format: 'jpeg', recipe: long }))).toBe(long)
  const tooLong = 'x'.repeat(70_000)
  await expect(encodePicture(ramp, { format: 'jpeg', recipe: tooLong })).rejects.toThrow('write a PNG instead')
  expect(readRecipe(await encodePicture(ramp, { format: 'png', recipe: tooLong }))).toBe(tooLong)
})

test('a file of another kind holds no recipe', () => {
  expect(readRecipe(new TextEncoder().encode('nst-onnx {}'))).toBeUndefined()
  expect(readRecipe(join())).toBeUndefined()
})
