import { readFile } from 'node:fs/promises'
import { encodePicture, type Picture } from 'nst-onnx'
import { beforeAll, describe, expect, test } from 'vitest'
import { decodePicture } from '../../src/node/pictures/decodePicture.js'
import { picture } from '../images/grid.js'
import { type OpenPage, openRoom, type PageRoom } from './openPage.js'
import { serveShards } from './shards.js'

const RAMP = picture(40, 24, (channel, x, y) => (channel === 0 ? x / 40 : channel === 1 ? y / 24 : 0.5))
const PNG = await encodePicture(RAMP, { format: 'png' })
/** As an 8-bit file has it. */
const EXPECTED = await decodePicture(PNG, 'ramp.png')

/** A drawing that browsers show and let no script look at. */
const SHUT = new TextEncoder().encode(
  '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><foreignObject width="20" height="10">' +
    '<p xmlns="http://www.w3.org/1999/xhtml">a</p></foreignObject></svg>',
)

let room: PageRoom
let open: OpenPage
beforeAll(async () => {
  room = await openRoom()
  open = await room.open()
  open.server.extra.set('/pictures/ramp.png', PNG)
  serveShards(open.server)
})

describe('the same picture comes out of', () => {
  const files = [
    'an address',
    'a tagged address',
    'a URL',
    'a Blob',
    'a File',
    'bytes',
    'tagged bytes',
    'base64',
  ] as const
  const kinds = [...files, 'an ImageBitmap', 'an ImageData'] as const

  test.each(kinds)('%s', async kind => {
    const read: Picture = await open.page.evaluate(async kind => {
      const blob = await (await fetch('pictures/ramp.png')).blob()
      const canvas = new OffscreenCanvas(40, 24).getContext('2d')
      canvas?.drawImage(await createImageBitmap(blob), 0, 0)
      const bytes = new Uint8Array(await blob.arrayBuffer())
      const inputs = {
        'an address': 'pictures/ramp.png',
        'a tagged address': { url: 'pictures/ramp.png' },
        'a URL': new URL('pictures/ramp.png', location.href),
        'a Blob': blob,
        'a File': new File([blob], 'my ramp.png'),
        bytes,
        'tagged bytes': { bytes, name: 'my ramp.png' },
        base64: { bytes: btoa(String.fromCharCode(...bytes)) },
        'an ImageBitmap': await createImageBitmap(blob),
        'an ImageData': canvas?.getImageData(0, 0, 40, 24) ?? 'no canvas',
      }
      return nst.readPicture(inputs[kind])
    }, kind)
    expect(read).toEqual(EXPECTED)
  })

  test('a camera that was held sideways', async () => {
    const turned = await open.page.evaluate(async () => {
      const jpeg = await nst.pictureBlob(await nst.readPicture('pictures/ramp.png'), { format: 'jpeg' })
      // An EXIF segment that says "turn by a quarter", behind the first two bytes.
      const exif = [0xff, 0xe1, 0, 34, ...new TextEncoder().encode('Exif\0\0MM\0*'), 0, 0, 0, 8, 0, 1]
      exif.push(1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0)
      const bytes = new Uint8Array(await jpeg.arrayBuffer())
      const { width, height } = await nst.readPicture(
        new Blob([bytes.slice(0, 2), Uint8Array.from(exif), bytes.slice(2)]),
      )
      return [width, height]
    })
    expect(turned).toEqual([24, 40])
  })
})

describe('a file of other programs', () => {
  const read = async (name: string, bytes?: Uint8Array) => {
    open.server.extra.set(
      `/in/${name}`,
      bytes ?? (await readFile(new URL(`../../../shared/inputs/${name}`, import.meta.url))),
    )
    return open.page.evaluate(async name => {
      const { width, height, pixels } = await nst
        .readPicture(`in/${name}`)
        .catch(error => ({ width: 0, height: 0, pixels: [`${error.kind}: ${error.message}`] }))
      const first = [0, 1, 2].map(c => pixels[c * width * height] ?? Number.NaN)
      return first.map(value => (typeof value === 'string' ? value : Math.round(255 * value)))
    }, name)
  }

  test.each([
    ['avif.avif', [10, 5, 255]],
    ['p3-red.png', [255, 0, 0]],
    ['rgb-adobe0.jpg', [200, 30, 30]],
    ['rgb-cjpeg-flags.jpg', [10, 5, 255]],
    ['jpeg-no-eoi.jpg', [8, 8, 246]],
    ['jpeg-zeros-before-sos.jpg', [8, 8, 246]],
    ['png-byte-after-iend.png', [10, 5, 255]],
    ['orient6.webp', [10, 5, 255]],
    ['bmp8-rle8.bmp', [0, 255, 0]],
    ['bmp4-odd-width.bmp', [0, 255, 0]],
    ['bmp24-offset-gap.bmp', [10, 5, 255]],
    ['bmp24-os2-core.bmp', [10, 5, 255]],
  ])('%s is read', async (name, colour) => {
    const first = await read(name)
    for (const [c, value] of first.entries()) expect(Math.abs(Number(value) - (colour[c] ?? 0))).toBeLessThan(5)
  })

  test.each([
    ['heic.heic', 'this is a HEIC picture; save it as PNG or JPEG first'],
    ['svg-bom.svg', 'every pixel is transparent; save the picture with visible pixels first'],
    ['gif-hang-147b.gif', 'this GIF file is damaged or cut short (or of a kind that this browser does not decode)'],
    ['shut.svg', 'this is an SVG drawing; save it as PNG or JPEG first', SHUT],
    ['tiff-abort-220.tif', 'this browser reads no TIFF files; save it as PNG or JPEG'],
  ] as const)('%s is refused in one line', async (name, problem, bytes?: Uint8Array) => {
    expect((await read(name, bytes))[0]).toContain(`input: in/${name}: ${problem}`)
  })

  test('a JPEG of which half is missing is refused', async () => {
    const whole = await encodePicture(
      picture(64, 64, (c, x, y) => ((x * x + 3 * y * y + c) % 97) / 97),
      { format: 'jpeg' },
    )
    expect((await read('half.jpg', whole.subarray(0, whole.length / 2)))[0]).toMatch(
      /^input: .*this JPEG file is damaged/,
    )
  })

  test('a drawing is drawn larger than it is, and its text and its mark of byte order do not matter', async () => {
    const svg =
      '\ufeff<?xml version="1.0"?>\n<!-- a < b --><svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">'
    const bytes = new TextEncoder().encode(`${svg}<rect width="20" height="10" fill="#f80"/></svg>`)
    expect(await read('drawing.svg', bytes)).toEqual([255, 136, 0])
    const size = await open.page.evaluate(async () => {
      const { width, height } = await nst.readPicture('in/drawing.svg')
      return [width, height]
    })
    expect(size).toEqual([1024, 512])
  })
})

test('recipes name a file, an address, and tell pixels of one size from those of another', async () => {
  const inputs = await open.page.evaluate(async () => {
    nst.configure({ weightsUrl: 'vgg19' })
    const queue = nst.createJobQueue()
    const options = { size: 32, iterations: 0, device: 'wasm', threads: 1 } as const
    const layers = { styleLayers: ['conv1_1'], contentLayers: ['conv1_1'] }
    const file = new File([await (await fetch('pictures/ramp.png')).blob()], 'my ramp.png')
    const plain = (width: number, height: number) =>
      new ImageData(new Uint8ClampedArray(4 * 32 * 16).fill(255), width, height)
    const pairs = [
      { content: 'pictures/ramp.png', style: file },
      { content: plain(32, 16), style: plain(16, 32) },
    ]
    const results = await Promise.all(pairs.map(pair => queue.add({ ...pair, ...options, ...layers }).result))
    await queue.close()
    return results.map(({ recipe }) => [recipe.content, recipe.style])
  })
  const [[address, file], [wide, tall]] = inputs as [[object, object], [{ sha256: string }, { sha256: string }]]
  expect(address).toEqual({ ...file, name: 'ramp.png' })
  expect(file).toMatchObject({ name: 'my ramp.png', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(wide).toMatchObject({ name: 'picture' })
  expect(wide.sha256).not.toBe(tall.sha256)
})

test('a run takes a drawing from a file and from an address: the page draws it for the worker', async () => {
  open.server.extra.set('/in/shut.svg', SHUT)
  const drawn =
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="#f80"/></svg>'
  open.server.extra.set('/in/drawing.svg', new TextEncoder().encode(drawn))
  const [result, refusal] = await open.page.evaluate(async drawn => {
    nst.configure({ weightsUrl: 'vgg19' })
    const queue = nst.createJobQueue({ device: 'wasm', threads: 1 })
    const options = { size: 32, iterations: 0, styleLayers: ['conv1_1'], contentLayers: ['conv1_1'] }
    const file = new File([drawn], 'mine.svg', { type: 'image/svg+xml' })
    const { image, recipe } = await queue.add({ content: file, style: 'in/drawing.svg', ...options }).result
    const refused = await queue.add({ content: 'in/shut.svg', style: file, ...options }).result.catch(error => error)
    await queue.close()
    const first = [0, 1, 2].map(c => Math.round(255 * (image.pixels[c * 32 * 16] ?? Number.NaN)))
    return [[image.width, image.height, first, recipe.content, recipe.style], String(refused)] as const
  }, drawn)
  const [width, height, first, content, style] = result
  expect([width, height, first]).toEqual([32, 16, [255, 136, 0]])
  expect(content).toEqual({ ...style, name: 'mine.svg' })
  expect(refusal).toMatch(/shut\.svg: this is an SVG drawing; save it as PNG or JPEG first/)
})

describe('one line says what is wrong with', () => {
  const refusal = (input: string | readonly number[], name = 'holiday.png') =>
    open.page.evaluate(
      async ([input, name]) => {
        const given = typeof input === 'string' ? input : new File([Uint8Array.from(input)], name)
        const failure = await nst.readPicture(given).catch(error => error)
        return `${failure.name} ${failure.kind}: ${failure.message}`
      },
      [input, name] as const,
    )

  test('a text file', async () => {
    expect(await refusal([...Buffer.from('Dear diary')], 'notes.txt')).toBe(
      'NstOnnxError input: notes.txt: this is a text file; save it as PNG or JPEG first',
    )
  })

  test('an empty file', async () => {
    expect(await refusal([])).toMatch(/^NstOnnxError input: holiday\.png: the file is empty/)
  })

  test('a picture that is too large, before it is decoded', async () => {
    const huge = Uint8Array.from(PNG)
    new DataView(huge.buffer).setUint32(16, 20_000)
    new DataView(huge.buffer).setUint32(20, 20_000)
    expect(await refusal([...huge])).toMatch(
      /^NstOnnxError input: holiday\.png: 20000×20000 pixels are too many; at most 100/,
    )
  })

  test('a file that is cut short', async () => {
    expect(await refusal([...PNG.subarray(0, 60)])).toMatch(
      /^NstOnnxError input: holiday\.png: this PNG file is damaged/,
    )
  })

  test('a TIFF file, which Chromium does not know', async () => {
    const header = [
      0x49, 0x49, 42, 0, 8, 0, 0, 0, 2, 0, 0, 1, 3, 0, 1, 0, 0, 0, 20, 0, 0, 0, 1, 1, 3, 0, 1, 0, 0, 0, 20, 0,
    ]
    expect(await refusal([...header, 0, 0, 0, 0, 0, 0])).toBe(
      'NstOnnxError input: holiday.png: this browser reads no TIFF files; save it as PNG or JPEG',
    )
  })

  test('an address where nothing is', async () => {
    expect(await refusal('nowhere.png')).toBe(
      'NstOnnxError input: nowhere.png: the server answered 404 Not Found; check the address',
    )
  })

  test('what is no picture at all', async () => {
    const message = await open.page.evaluate(() =>
      nst.readPicture(42 as never).catch(error => `${error.kind}: ${error.message}`),
    )
    expect(message).toMatch(/^usage: 42 is no picture; give a File or other Blob, /)
  })

  test('a path, which a page has none of', async () => {
    const message = await open.page.evaluate(() =>
      nst.readPicture({ path: '/etc/passwd' } as never).catch(error => `${error.kind}: ${error.message}`),
    )
    expect(message).toMatch(/^usage: an object with path is no picture; give a File or other Blob, /)
  })

  test('a bitmap that was closed', async () => {
    const message = await open.page.evaluate(async () => {
      const bitmap = await createImageBitmap(new ImageData(20, 20))
      bitmap.close()
      return nst.readPicture(bitmap).catch(error => `${error.kind}: ${error.message}`)
    })
    expect(message).toBe('input: picture: it has no pixels; it may have been closed')
  })

  test('a picture of which nothing can be seen', async () => {
    const message = await open.page.evaluate(() => nst.readPicture(new ImageData(20, 20)).catch(error => error.message))
    expect(message).toMatch(/^picture: every pixel is transparent/)
  })
})

describe('a saved picture', () => {
  test('keeps its transparency as PNG and WebP, and lies on white as JPEG', async () => {
    const saved = await open.page.evaluate(async () => {
      const half = new ImageData(20, 20)
      for (let i = 0; i < half.data.length; i += 4) half.data.set([0, 0, 0, i < 800 ? 255 : 128], i)
      const picture = await nst.readPicture(half)
      const read = async (format: 'png' | 'jpeg' | 'webp') => {
        const blob = await nst.pictureBlob(picture, { format })
        const { pixels, alpha } = await nst.readPicture(blob)
        return { type: blob.type, last: pixels.at(-1) ?? Number.NaN, alpha: alpha?.at(-1) }
      }
      return [await read('png'), await read('jpeg'), await read('webp')]
    })
    const [png, jpeg, webp] = saved
    expect(webp).toMatchObject({ type: 'image/webp', alpha: expect.closeTo(0.5, 2) })
    expect(png).toMatchObject({ type: 'image/png', alpha: expect.closeTo(0.5, 2) })
    expect(jpeg).toMatchObject({ type: 'image/jpeg', alpha: undefined, last: expect.closeTo(0.75, 1) })
  })
})

test('a browser that writes no WebP gives a PNG, and its type says so', async () => {
  const type = await open.page.evaluate(async () => {
    const convert = OffscreenCanvas.prototype.convertToBlob
    OffscreenCanvas.prototype.convertToBlob = function () {
      return convert.call(this, { type: 'image/png' })
    }
    const picture = await nst.readPicture('pictures/ramp.png')
    const blob = await nst.pictureBlob(picture, { format: 'webp', quality: 80 })
    OffscreenCanvas.prototype.convertToBlob = convert
    return blob.type
  })
  expect(type).toBe('image/png')
})

test('a page that is not secure is told so', async () => {
  const { page, server } = await room.open({ isolated: false, host: 'plain.test' })
  server.extra.set(
    '/ramp.png',
    await readFile(new URL('../../docs/pictures/harbour-brush-strokes.png', import.meta.url)),
  )
  const message = await page.evaluate(() =>
    nst.readPicture('ramp.png').catch(error => `${error.kind}: ${error.message}`),
  )
  expect(message).toMatch(/^failed: this page is not secure, .*https:/)
})
