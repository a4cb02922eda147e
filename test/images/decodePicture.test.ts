import { readFile } from 'node:fs/promises'
import { Jimp } from 'jimp'
import sharp, { type SharpOptions } from 'sharp'
import { describe, expect, test } from 'vitest'
import { decodePicture } from '../../dist/node/pictures/decodePicture.js'
import { bmpFile } from './files/bmp.js'
import { join, latin1, uint32 } from './files/bytes.js'
import { gifFile } from './files/gif.js'
import { jpegBlock, jpegSegment } from './files/jpeg.js'
import { pngFile } from './files/png.js'
import { exifOrientation, tiffFile } from './files/tiff.js'
import { extendedWebp, webpFile } from './files/webp.js'
import { grid } from './grid.js'

const decoded = async (bytes: Uint8Array) => grid(await decodePicture(bytes, 'picture'))
const problem = (bytes: Uint8Array, name = 'picture') => expect(decodePicture(bytes, name)).rejects

const red = [255, 0, 0]
const green = [0, 255, 0]
const blue = [0, 0, 255]
const white = [255, 255, 255]
const black = [0, 0, 0]
const grey = (value: number) => [value, value, value]

describe('PNG', () => {
  test('8-bit RGB: every value exactly, as a fraction of 255', async () => {
    const bytes = pngFile({ width: 2, height: 1, depth: 8, colorType: 2 }, [[1, 2, 3, 128, 254, 255]])
    const { width, height, pixels, alpha } = await decodePicture(bytes, 'picture')
    expect([width, height, alpha]).toEqual([2, 1, undefined])
    expect(pixels).toEqual(Float32Array.from([1, 128, 2, 254, 3, 255], value => value / 255))
  })

  test('16-bit: the high byte, not a dark picture', async () => {
    const rgb = pngFile({ width: 1, height: 1, depth: 16, colorType: 2 }, [[0xff, 0xff, 0x80, 0x80, 0x40, 0x40]])
    expect(await decoded(rgb)).toEqual([[[255, 128, 64]]])
    const light = pngFile({ width: 1, height: 1, depth: 16, colorType: 0 }, [[0xc0, 0x00]])
    expect(await decoded(light)).toEqual([[grey(191)]])
  })

  test('greyscale of 8, 4 and 1 bits', async () => {
    expect(await decoded(pngFile({ width: 2, height: 1, depth: 8, colorType: 0 }, [[0, 77]]))).toEqual([
      [black, grey(77)],
    ])
    expect(await decoded(pngFile({ width: 2, height: 1, depth: 4, colorType: 0 }, [[0x5f]]))).toEqual([
      [grey(85), white],
    ])
    expect(await decoded(pngFile({ width: 3, height: 1, depth: 1, colorType: 0 }, [[0b10100000]]))).toEqual([
      [white, black, white],
    ])
  })

  test('grey with alpha', async () => {
    const bytes = pngFile({ width: 2, height: 1, depth: 8, colorType: 4 }, [[100, 255, 0, 0]])
    expect(await decoded(bytes)).toEqual([
      [
        [...grey(100), 255],
        [...white, 0],
      ],
    ])
  })

  test('palette with a transparent entry', async () => {
    const bytes = pngFile(
      { width: 3, height: 1, depth: 8, colorType: 3 },
      [[2, 0, 1]],
      [
        ['PLTE', Uint8Array.from([red, green, blue].flat())],
        ['tRNS', Uint8Array.of(255, 0)],
      ],
    )
    expect(await decoded(bytes)).toEqual([
      [
        [...blue, 255],
        [...red, 255],
        [...white, 0],
      ],
    ])
  })

  test('interlaced', async () => {
    // Adam7 passes of a 2×2 picture: the corner, then its right neighbour, then the second row.
    const bytes = pngFile({ width: 2, height: 2, depth: 8, colorType: 2, interlaced: true }, [
      red,
      green,
      [...blue, ...white],
    ])
    expect(await decoded(bytes)).toEqual([
      [red, green],
      [blue, white],
    ])
  })

  test('a 1×1 picture is a picture', async () => {
    expect(await decoded(pngFile({ width: 1, height: 1, depth: 8, colorType: 2 }, [red]))).toEqual([[red]])
  })
})

describe('alpha', () => {
  test('colours hidden under transparent pixels turn white, half-transparent ones blend onto white', async () => {
    const bytes = pngFile({ width: 3, height: 1, depth: 8, colorType: 6 }, [[...red, 0, ...black, 51, ...blue, 255]])
    expect(await decoded(bytes)).toEqual([
      [
        [...white, 0],
        [...grey(204), 51],
        [...blue, 255],
      ],
    ])
  })

  test('an alpha channel that is opaque everywhere is dropped', async () => {
    const bytes = pngFile({ width: 1, height: 1, depth: 8, colorType: 6 }, [[...red, 255]])
    expect((await decodePicture(bytes, 'picture')).alpha).toBeUndefined()
  })

  test('a picture without a visible pixel is refused', async () => {
    const bytes = pngFile({ width: 1, height: 1, depth: 8, colorType: 6 }, [[...red, 0]])
    await problem(bytes).toThrow('picture: every pixel is transparent')
  })
})

describe('JPEG', () => {
  test('greyscale, colour and progressive', async () => {
    expect((await decoded(jpegBlock([200])))[3]![4]).toEqual(grey(200))
    expect((await decoded(jpegBlock([76, 85, 255])))[3]![4]).toEqual([254, 0, 0])
    expect((await decoded(jpegBlock([76, 85, 255], true)))[3]![4]).toEqual([254, 0, 0])
  })

  test('CMYK without a profile, stored inverted as Photoshop does', async () => {
    // No profile says how its inks look: each takes its share of one primary, as in browsers.
    expect((await decoded(jpegBlock([255, 0, 0, 255])))[0]![0]).toEqual(red)
    expect((await decoded(jpegBlock([0, 0, 255, 255])))[0]![0]).toEqual(blue)
    expect((await decoded(jpegBlock([255, 255, 255, 128])))[0]![0]).toEqual(grey(128))
  })

  test('CMYK by its profile', async () => {
    const plain = sharp({ create: { width: 16, height: 16, channels: 3, background: '#c86432' } })
    const image = plain.toColourspace('cmyk').withIccProfile('cmyk')
    // Ink of that press, which takes some of the colour: without the profile the same inks are (202, 78, 19).
    for (const bytes of [await image.jpeg({ quality: 100 }).toBuffer(), await image.tiff().toBuffer()])
      for (const [i, value] of (await decoded(bytes))[8]![8]!.entries())
        expect(Math.abs(value - [195, 94, 24][i]!)).toBeLessThan(6)
  })

  test('a photograph of the shared folder', async () => {
    const bytes = await readFile(new URL('../../../shared/images/tubingen.jpg', import.meta.url))
    expect(await decodePicture(bytes, 'tubingen.jpg')).toMatchObject({ width: 1024, height: 768 })
  })
})

describe('orientation', () => {
  // Stored so that orientation n shows, upright, red and green above blue and white.
  const upright = [
    [red, green],
    [blue, white],
  ]
  const stored = new Map([
    [1, [red, green, blue, white]],
    [2, [green, red, white, blue]],
    [3, [white, blue, green, red]],
    [4, [blue, white, red, green]],
    [5, [red, blue, green, white]],
    [6, [green, white, red, blue]],
    [7, [white, green, blue, red]],
    [8, [blue, red, white, green]],
  ])

  test.each([...stored])('%i is honoured in TIFF and PNG, in either byte order', async (orientation, pixels) => {
    const data = Uint8Array.from(pixels.flat())
    const page = { width: 2, height: 2, depth: 8, samples: 3 as const, data, tags: { 274: orientation } }
    expect(await decoded(tiffFile([page]))).toEqual(upright)
    expect(await decoded(tiffFile([page], false))).toEqual(upright)
    const rows = [pixels.slice(0, 2).flat(), pixels.slice(2).flat()]
    const png = pngFile({ width: 2, height: 2, depth: 8, colorType: 2 }, rows, [['eXIf', exifOrientation(orientation)]])
    expect(await decoded(png)).toEqual(upright)
  })

  test.each([...stored])('%i is honoured in JPEG', async (orientation, corners) => {
    // Each corner is a block of 16×16, so that the compression keeps its colour; the middle of it is looked at.
    const data = Buffer.alloc(4 * 32 * 32, 255)
    for (let i = 0; i < 32 * 32; i++) data.set(corners[((i % 32) >> 4) + 2 * (i >> 9)]!, 4 * i)
    const bytes = await new Jimp({ data, width: 32, height: 32 }).getBuffer('image/jpeg', { quality: 100 })
    const exif = jpegSegment(0xe1, join(latin1('Exif\0\0'), exifOrientation(orientation, false)))
    const pixels = await decoded(join(bytes.subarray(0, 20), exif, bytes.subarray(20)))
    upright.forEach((row, y) => {
      row.forEach((colour, x) => {
        pixels[8 + 16 * y]![8 + 16 * x]!.forEach((value, c) => {
          expect(Math.abs(value - colour[c]!)).toBeLessThan(5)
        })
      })
    })
  })

  test('quarter turns swap width and height, in WebP too', async () => {
    const still = await webpFile(Uint8Array.from([...red, 255, ...green, 255]), 2, 1, { lossless: true })
    const turned = extendedWebp(still, 2, 1, [['EXIF', exifOrientation(6)]])
    expect(await decoded(turned)).toEqual([[red], [green]])
  })

  test('a number out of range means upright', async () => {
    const rows = [[...red, ...green]]
    const png = pngFile({ width: 2, height: 1, depth: 8, colorType: 2 }, rows, [['eXIf', exifOrientation(9)]])
    expect(await decoded(png)).toEqual([[red, green]])
  })
})

describe('GIF', () => {
  const palette = [red, green, blue, white]

  test('an animation gives its first frame', async () => {
    const bytes = gifFile(2, 2, palette, [
      [0, 1, 2, 3],
      [3, 3, 3, 3],
    ])
    expect(await decoded(bytes)).toEqual([
      [red, green],
      [blue, white],
    ])
  })

  test('its transparent colour', async () => {
    expect(await decoded(gifFile(2, 1, palette, [[0, 1]], 0))).toEqual([
      [
        [...white, 0],
        [...green, 255],
      ],
    ])
  })
})

describe('BMP', () => {
  const bgr = ([r, g, b]: number[]) => [b!, g!, r!]

  test('24 and 32 bits, bottom-up and top-down', async () => {
    const expected = [[red], [green], [blue]]
    const rows = expected.map(([colour]) => bgr(colour!))
    expect(await decoded(bmpFile(1, 24, rows))).toEqual(expected)
    expect(await decoded(bmpFile(1, 24, rows, true))).toEqual(expected)
    expect(
      await decoded(
        bmpFile(
          1,
          32,
          rows.map(row => [...row, 0]),
        ),
      ),
    ).toEqual(expected)
  })
})

describe('TIFF', () => {
  const page = { width: 1, height: 1, depth: 8, samples: 3 as const, data: Uint8Array.from(red) }

  test('of several pages gives the first, and a later page that is damaged does not matter', async () => {
    const damaged = { ...page, width: 60_000, height: 60_000 }
    expect(await decoded(tiffFile([page, damaged]))).toEqual([[red]])
  })

  test('greyscale of 8 and 16 bits', async () => {
    const data = Uint8Array.of(0x40, 0xc0)
    expect(await decoded(tiffFile([{ width: 2, height: 1, depth: 8, samples: 1, data }]))).toEqual([
      [grey(64), grey(192)],
    ])
    expect(await decoded(tiffFile([{ width: 1, height: 1, depth: 16, samples: 1, data }]))).toEqual([[grey(0xc0)]])
    expect(await decoded(tiffFile([{ width: 1, height: 1, depth: 16, samples: 1, data }], false))).toEqual([
      [grey(0x40)],
    ])
  })

  test('16-bit RGB', async () => {
    const data = Uint8Array.of(0, 0xff, 0, 0x80, 0, 0x10)
    expect(await decoded(tiffFile([{ ...page, depth: 16, data }]))).toEqual([[[254, 128, 16]]])
  })

  test('in tiles', async () => {
    const image = sharp({ create: { width: 40, height: 24, channels: 3, background: '#c86432' } })
    const bytes = await image.tiff({ tile: true, tileWidth: 16, tileHeight: 16, compression: 'deflate' }).toBuffer()
    expect((await decoded(bytes))[23]![39]).toEqual([200, 100, 50])
  })
})

describe('WebP', () => {
  const rgba = Uint8Array.from({ length: 4 * 16 * 16 }, (_, i) => [200, 100, 50, 255][i % 4]!)

  test('lossless, with alpha', async () => {
    const bytes = await webpFile(Uint8Array.from([...red, 0, ...blue, 255]), 2, 1, { lossless: true })
    expect(await decoded(bytes)).toEqual([
      [
        [...white, 0],
        [...blue, 255],
      ],
    ])
  })

  test('lossy', async () => {
    const pixels = await decoded(await webpFile(rgba, 16, 16, { lossless: false }))
    pixels[8]![8]!.forEach((value, c) => {
      expect(Math.abs(value - [200, 100, 50][c]!)).toBeLessThan(5)
    })
  })

  test('an animation gives its first frame', async () => {
    const frames = ['#ff0000', '#0000ff'].map(background => ({
      create: { width: 16, height: 16, channels: 3, background },
    }))
    const pictures = await Promise.all(
      frames.map(frame =>
        sharp(frame as SharpOptions)
          .png()
          .toBuffer(),
      ),
    )
    const bytes = await sharp(pictures, { join: { animated: true } })
      .webp({ lossless: true })
      .toBuffer()
    expect((await decoded(bytes))[15]![15]).toEqual(red)
  })
})

describe('bad input', async () => {
  const rgba = Uint8Array.from({ length: 4 * 40 * 30 }, (_, i) => (i % 4 === 3 ? 255 : (i * i) % 251))
  const jimp = new Jimp({ data: Buffer.from(rgba), width: 40, height: 30 })
  const whole = {
    JPEG: await jimp.getBuffer('image/jpeg'),
    PNG: await jimp.getBuffer('image/png'),
    GIF: await jimp.getBuffer('image/gif'),
    BMP: await jimp.getBuffer('image/bmp'),
    TIFF: await jimp.getBuffer('image/tiff'),
    WEBP: await webpFile(rgba, 40, 30, { lossless: true }),
  }

  test.each(
    Object.entries(whole),
  )('a %s file is read whole, and cut short anywhere it is one clear line', async (kind, bytes) => {
    expect(await decodePicture(bytes, 'picture')).toMatchObject({ width: 40, height: 30 })
    for (const part of [0.01, 0.1, 0.5, 0.9]) {
      const cut = Uint8Array.from(bytes.subarray(0, Math.max(12, part * bytes.length)))
      await problem(cut).toMatchObject({
        name: 'NstOnnxError',
        kind: 'input',
        message: expect.stringMatching(
          new RegExp(`^picture: this ${kind} file is damaged or cut short \\([^\\n]+\\); [^\\n]+$`),
        ),
      })
    }
  })

  test('an empty file', async () => {
    await problem(new Uint8Array()).toThrow('picture: the file is empty')
  })

  test('a text file called .png', async () => {
    await problem(latin1('Dear diary,\n'), 'diary.png').toThrow(
      'diary.png: this is a text file; save it as PNG or JPEG first',
    )
  })

  test.each([
    ['an SVG drawing', latin1('<?xml version="1.0"?><svg width="9" height="9"></svg>')],
    ['a HEIC picture', latin1('\0\0\0\x18ftypheic\0\0\0\0')],
    ['a Photoshop document', latin1('8BPS\0\x01')],
    ['a PDF document', latin1('%PDF-1.7\n')],
    ['not a picture this program knows', Uint8Array.of(1, 2, 3, 4)],
  ])('%s is called so', async (kind, bytes) => {
    await problem(bytes).toThrow(`picture: this is ${kind}; save it as PNG or JPEG first`)
  })

  test('a PNG header of 30,000×30,000 pixels is refused before memory is spent', async () => {
    const ihdr = join(uint32(13), latin1('IHDR'), uint32(30_000), uint32(30_000), Uint8Array.of(8, 6, 0, 0, 0))
    const before = process.memoryUsage().rss
    await problem(join(latin1('\x89PNG\r\n\x1a\n'), ihdr, uint32(0))).toThrow(
      'picture: 30000×30000 pixels are too many; at most 100 megapixels',
    )
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6)
  })

  test('a header without a size', async () => {
    const ihdr = join(uint32(13), latin1('IHDR'), uint32(0), uint32(7), Uint8Array.of(8, 6, 0, 0, 0))
    await problem(join(latin1('\x89PNG\r\n\x1a\n'), ihdr, uint32(0))).toThrow('its header gives no size')
  })
})
