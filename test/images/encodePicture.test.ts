import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { OutputFormat } from '../../src/images/outputFormat.js'
import { decodePicture } from '../../src/node/pictures/decodePicture.js'
import { encodePicture } from '../../src/node/pictures/encodePicture.js'
import { encodeWithJimp, jimpFormat } from '../../src/node/pictures/encodeWithJimp.js'
import { grid, picture } from './grid.js'

const ramp = picture(16, 9, (c, x, y) => (x + 16 * y + 30 * c) / 255)
/** Opaque on the left, and fading to the right. */
const fading = picture(
  40,
  24,
  (c, x, y) => (x + 2 * y + 30 * c) / 255,
  x => (x < 20 ? 1 : (40 - x) / 40),
)
const FORMATS = ['png', 'jpeg', 'webp', 'avif', 'tiff'] as const satisfies OutputFormat[]

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

describe.each(FORMATS)('a %s file', format => {
  const smooth = picture(64, 48, (c, x, y) => (2 * x + y + 20 * c) / 255)

  test('has the colours of the picture, and says that they are sRGB', async () => {
    const bytes = await encodePicture(smooth, { format })
    const { data } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    const off = data.map((value, i) =>
      Math.abs(value - 255 * (smooth.pixels[(i % 3) * 64 * 48 + Math.floor(i / 3)] ?? 0)),
    )
    expect(Math.max(...off)).toBeLessThan(6)
    const { icc } = await sharp(bytes).metadata()
    if (format === 'png') expect(Buffer.from(bytes.subarray(37, 41)).toString()).toBe('sRGB')
    else
      expect(
        Buffer.from(icc ?? [])
          .toString('latin1')
          .replaceAll('\0', ''),
      ).toContain('sRGB')
  })

  test('keeps transparency, which a JPEG lays on white', async () => {
    const bytes = await encodePicture(fading, { format })
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
    expect(info.channels).toBe(format === 'jpeg' ? 3 : 4)
    const last = [...data.subarray(-info.channels)]
    if (format === 'jpeg') expect(last[0]).toBeGreaterThan(245)
    else expect(last[3]).toBe(Math.round(255 / 40))
  })

  test('holds nothing but the picture and its recipe', async () => {
    const { exif, iptc, xmp, comments } = await sharp(await encodePicture(ramp, { format })).metadata()
    expect([exif, iptc, xmp, comments]).toEqual([undefined, undefined, undefined, undefined])
  })

  test('says nothing of where, when and by whom the picture that it was made from was taken', async () => {
    const camera = sharp(Buffer.alloc(3 * 20 * 20, 90), { raw: { width: 20, height: 20, channels: 3 } })
      .withExif({
        IFD0: { Make: 'Kamera', Copyright: 'Lovelace' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>Lovelace</dc:creator></x:xmpmeta>')
    const photo = await camera.jpeg().toBuffer()
    expect((await sharp(photo).metadata()).exif?.toString('latin1')).toContain('Kamera')
    const bytes = await encodePicture(await decodePicture(photo, 'photo.jpg'), { format })
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/Kamera|Lovelace|adobe:ns/)
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
  })

  test('comes out the same, byte by byte, of the same picture and options', async () => {
    const recipe = '{"preset":"cmu"}'
    expect(await encodePicture(fading, { format, recipe })).toEqual(await encodePicture(fading, { format, recipe }))
  })
})

describe.each(['png', 'tiff'] as const)('16 bits in a %s file', format => {
  test('are those of the picture, rounded once', async () => {
    const values = picture(
      50,
      20,
      (c, x, y) => (1000 * c + 50 * y + x) / 3000 + 1e-6,
      x => (x + 1) / 51,
    )
    const bytes = await encodePicture(values, { format, bits: 16 })
    // With the profile sharp would convert to Display P3 at this depth.
    const read = sharp(bytes, { ignoreIcc: true }).toColourspace('rgb16').raw({ depth: 'ushort' })
    const { buffer, byteOffset, length } = await read.toBuffer()
    const samples = new Uint16Array(buffer, byteOffset, length / 2)
    const planes = [0, 1, 2].map(c => values.pixels.subarray(1000 * c, 1000 * (c + 1))).concat(values.alpha ?? [])
    const expected = Array.from({ length: 4000 }, (_, i) =>
      Math.round(65_535 * (planes[i % 4]?.[Math.floor(i / 4)] ?? 0)),
    )
    expect([...samples]).toEqual(expected)
    expect((await sharp(bytes).metadata()).depth).toBe('ushort')
  })
})

describe('options that a format has no use for are refused, by name', () => {
  test.each([
    [
      { format: 'png', quality: 80 },
      'quality: has no effect on a .png file; leave it out or write .jpg, .webp or .avif',
    ],
    [
      { format: 'tiff', quality: 80 },
      'quality: has no effect on a .tif file; leave it out or write .jpg, .webp or .avif',
    ],
    [{ format: 'webp', bits: 16 }, 'bits 16: has no effect on a .webp file; leave it out or write .png or .tif'],
    [{ format: 'webp', quality: 0.5 }, 'quality: 0.5 is not a whole number from 1 to 100'],
    [{ format: 'png', bits: 12 as 8 }, 'bits: 12 is neither 8 nor 16'],
  ] as const)('%o', async (options, message) => {
    await expect(encodePicture(ramp, options)).rejects.toMatchObject({ kind: 'usage', message })
  })

  test('and so is a side that the format cannot hold', async () => {
    const wide = picture(16_384, 1, () => 0)
    const message = '16384 pixels are too many for a .webp file, which holds 16383 a side; write .png or .tif'
    await expect(encodePicture(wide, { format: 'webp' })).rejects.toMatchObject({ kind: 'usage', message })
  })
})

describe('where sharp has no build', () => {
  test('jimp writes PNG and JPEG', async () => {
    const png = await encodeWithJimp(ramp, jimpFormat('png', {}), {})
    expect(png).not.toEqual(await encodePicture(ramp, { format: 'png' }))
    expect(await decodePicture(png, 'jimp')).toEqual(ramp)
  })

  test.each([
    ['webp', {}, 'WEBP files are'],
    ['tiff', {}, 'TIFF files are'],
    ['png', { bits: 16 }, '16-bit files are'],
  ] as const)('and one line says so for %s %o', (format, encoding, what) => {
    const message = `${what} written by sharp, which cannot be loaded here; write an 8-bit .png or a .jpg`
    expect(() => jimpFormat(format, encoding)).toThrow(message)
  })
})
