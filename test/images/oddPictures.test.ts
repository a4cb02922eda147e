import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { openPictureFile } from '../../src/node/pictures/openPictureFile.js'
import { pngFile } from './files/png.js'
import { tiffFile } from './files/tiff.js'

// Pictures made after bug reports of other tools; ../shared/trials.md says what is right for each.

const INPUTS = new URL('../../../shared/inputs/', import.meta.url)

/** Colour and alpha, 0 … 255, at a place of the whole picture. */
async function valuesAt(name: string, x: number, y: number): Promise<number[]> {
  const file = await openPictureFile(await readFile(new URL(name, INPUTS)), name)
  const { pixels, alpha, width, height } = await file.decode()
  const at = y * width + x
  const opacity = alpha?.[at] ?? 1
  // The colour before it was blended onto white.
  const colour = [0, 1, 2].map(c => (opacity > 0 ? 1 + (pixels[c * width * height + at]! - 1) / opacity : 1))
  return [...colour, opacity].map(value => Math.round(255 * value))
}

test('the pictures are there', () => {
  expect(existsSync(INPUTS)).toBe(true)
})

const RAMP = [10, 5, 255, 255]

test.each<[name: string, x: number, y: number, colour: readonly number[], tolerance?: number]>([
  ['rgb-adobe0.jpg', 0, 0, [200, 30, 30, 255]],
  ['rgb-cjpeg-flags.jpg', 0, 0, RAMP],
  ['ycck-adobe2.jpg', 0, 0, [200, 30, 30, 255]],
  ['tiff-cmyk.tif', 0, 0, [200, 30, 30, 255]],
  ['jpeg-no-eoi.jpg', 0, 0, RAMP, 10],
  ['jpeg-zeros-before-sos.jpg', 0, 0, RAMP, 10],
  ['jpeg-arithmetic.jpg', 0, 0, RAMP, 10],
  ['png-byte-after-iend.png', 0, 0, RAMP],
  ['png-rgb8-trns.png', 24, 0, [10, 20, 31, 255]],
  ['orient6.webp', 0, 0, [10, 239, 177, 255]],
  ['tiff-grey16-alpha.tif', 0, 0, [0, 0, 0, 255]],
  ['tiff-grey16-alpha.tif', 24, 0, [120, 120, 120, 128]],
  ['tiff-rgb8-planar.tif', 0, 0, RAMP],
  ['tiff-rgb8-premult.tif', 0, 0, RAMP],
  ['p3-red.png', 0, 0, [255, 0, 0, 255]],
  ['p3-red.png', 24, 0, [214, 116, 82, 255]],
  ['avif.avif', 0, 0, RAMP, 10],
  ['avif.avif', 24, 0, [130, 5, 183, 255], 14],
])('%s is at (%i, %i) what it should be', async (name, x, y, colour, tolerance = 4) => {
  const values = await valuesAt(name, x, y)
  for (const [i, value] of values.entries()) expect(Math.abs(value - colour[i]!)).toBeLessThanOrEqual(tolerance)
})

test('a colour that is declared transparent is exactly that', async () => {
  expect((await valuesAt('png-rgb8-trns.png', 0, 0))[3]).toBe(0)
  expect((await valuesAt('png-rgb8-trns.png', 24, 0))[3]).toBe(255)
})

test('a profile counts with 16 bits a colour as it does with 8', async () => {
  const shallow = sharp({ create: { width: 20, height: 20, channels: 3, background: '#c86432' } })
  const bytes = await shallow.withIccProfile('p3').png().toBuffer()
  const profiled = await sharp(bytes, { ignoreIcc: true }).toColourspace('rgb16').keepIccProfile().png().toBuffer()
  const [eight, sixteen] = await Promise.all(
    [bytes, profiled].map(async file => (await openPictureFile(file, 'picture')).decode()),
  )
  for (const c of [0, 1, 2]) expect(Math.abs(eight!.pixels[400 * c]! - sixteen!.pixels[400 * c]!)).toBeLessThan(2 / 255)
})

test('16 bits a colour are kept', async () => {
  const values = Uint16Array.from({ length: 3 * 64 }, (_, i) => 341 * i)
  const raw = sharp(values, { raw: { width: 8, height: 8, channels: 3 } }).toColourspace('rgb16')
  const { pixels } = await (await openPictureFile(await raw.png().toBuffer(), 'picture')).decode()
  for (let i = 0; i < 64; i++)
    for (const c of [0, 1, 2]) expect(pixels[64 * c + i]! * 65_535).toBeCloseTo(values[3 * i + c]!, 1)
})

test('an orientation in WebP is honoured', async () => {
  const file = await openPictureFile(await readFile(new URL('orient6.webp', INPUTS)), 'orient6.webp')
  expect([file.width, file.height]).toEqual([40, 48])
})

test.each([
  ['cmyk-no-adobe-plain.jpg', 'CMYK'],
  ['jpeg-12bit.jpg', '12 bits a colour'],
  ['bmp32-v4-alpha.bmp', 'has transparency'],
  ['bmp8-rle8.bmp', 'compressed (RLE)'],
  ['bmp4-odd-width.bmp', '4 bits a pixel and an odd width'],
  ['bmp24-offset-gap.bmp', 'a gap before its pixels'],
  ['bmp24-os2-core.bmp', 'OS/2'],
  ['tiff-zstd.tif', 'Zstandard'],
  ['tiff-ycbcr.tif', 'YCbCr'],
  ['tiff-lab8.tif', 'Lab'],
  ['tiff-abort-220.tif', 'damaged or cut short'],
  ['tiff-2.6GB-3304.tif', 'damaged or cut short'],
  ['gif-hang-147b.gif', 'damaged or cut short'],
  ['svg-bom.svg', 'an SVG drawing'],
  ['heic.heic', 'a HEIC picture'],
])('%s is refused by name, at once and without spending memory', async (name, what) => {
  const bytes = await readFile(new URL(name, INPUTS))
  const before = process.memoryUsage().rss
  const refused = openPictureFile(bytes, name).then(file => file.decode())
  await expect(refused).rejects.toMatchObject({ kind: 'input', message: expect.stringContaining(what) })
  await expect(refused).rejects.toMatchObject({ message: expect.stringMatching(/^[^\n]+$/) })
  expect(process.memoryUsage().rss - before).toBeLessThan(100e6)
})

test.each<[what: string, depth: number, samples: 1 | 3, tags: Record<number, number>]>([
  ['of floating-point numbers', 32, 1, { 339: 3 }],
  ['of signed numbers', 16, 1, { 339: 2 }],
  ['of 4-bit grey with white as 0', 4, 1, { 262: 0 }],
  ['of 12-bit colours', 12, 1, {}],
  ['of 4-bit colours', 4, 3, {}],
  ['of inks other than CMYK', 8, 3, { 262: 5 }],
  ['of 3 channels', 8, 3, { 262: 1 }],
  ['in tiles of one colour each', 8, 3, { 284: 2, 322: 16 }],
  ["of a camera's sensor", 8, 1, { 262: 32_803 }],
  ["a camera's raw file", 8, 3, { 254: 1, 330: 8 }],
])('a TIFF file %s is refused as what it is', async (what, depth, samples, tags) => {
  const data = new Uint8Array(4 * samples * 16 * 16)
  const bytes = tiffFile([{ width: 16, height: 16, depth, samples, data, tags }])
  await expect(openPictureFile(bytes, 'a.tif')).rejects.toThrow(
    `a.tif: this TIFF file is ${what}, which cannot be read`,
  )
})

test.each([8, 16])('grey of %i bits in a TIFF file may have white as 0', async depth => {
  const data = new Uint8Array((depth / 8) * 16 * 16).fill(0x33)
  const bytes = tiffFile([{ width: 16, height: 16, depth, samples: 1, data, tags: { 262: 0 } }])
  const { pixels } = await (await openPictureFile(bytes, 'a.tif')).decode()
  expect(pixels[0]).toBeCloseTo(0.8)
})

const pngWith = (type: string, data: number[], value: number) =>
  pngFile({ width: 1, height: 1, depth: 8, colorType: 2 }, [[value, value, value]], [[type, Uint8Array.from(data)]])
const gammaChunk = (gamma: number) => [0, gamma >> 16, (gamma >> 8) & 255, gamma & 255]

test.each([
  ['1, linear light', 100_000, 55, 128],
  ['1/1.8, of old Macintoshes', 55_556, 100, 119],
  ['1/2.2, as good as sRGB', 45_455, 128, 128],
  ['0, which is none', 0, 128, 128],
])('the gamma of a PNG file is honoured: %s', async (_, gamma, stored, shown) => {
  const bytes = pngWith('gAMA', gammaChunk(gamma), stored)
  const { pixels } = await (await openPictureFile(bytes, 'a.png')).decode()
  expect(Math.abs(255 * pixels[0]! - shown)).toBeLessThan(2)
})

test.each([
  ['HDR (PQ)', [9, 16, 0, 1]],
  ['Display P3', [12, 13, 0, 1]],
])('a PNG or AVIF file of %s without a profile is refused by name', async (what, code) => {
  const refusal = { kind: 'input', message: expect.stringContaining(`has colours of ${what}, which cannot be read`) }
  await expect(openPictureFile(pngWith('cICP', code, 9), 'a.png')).rejects.toMatchObject(refusal)
  const avif = await readFile(new URL('avif.avif', INPUTS))
  avif.set([0, code[0]!, 0, code[1]!], avif.indexOf('nclx') + 4)
  await expect(openPictureFile(avif, 'a.avif')).rejects.toMatchObject(refusal)
})

test.each(['avis', 'mif1'])('an AVIF file whose main brand is %s is read', async brand => {
  const bytes = await readFile(new URL('avif.avif', INPUTS))
  bytes.write(brand, 8, 'latin1')
  const { width, height } = await (await openPictureFile(bytes, 'a.avif')).decode()
  expect([width, height]).toEqual([48, 40])
})
