import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { jpegSegments, pngChunks } from '../../src/images/chunks.js'
import type { OutputFormat } from '../../src/images/outputFormat.js'
import { embedRecipe, readRecipe } from '../../src/images/recipe.js'
import { recipeInXmp, xmpPacket } from '../../src/images/xmp.js'
import { encodePicture } from '../../src/node/pictures/encodePicture.js'
import { encodeWithJimp } from '../../src/node/pictures/encodeWithJimp.js'
import { join } from './files/bytes.js'
import { webpFile } from './files/webp.js'
import { picture } from './grid.js'

const ramp = picture(16, 9, (c, x, y) => (x + 16 * y + 30 * c) / 255)
const FORMATS = ['png', 'jpeg', 'webp', 'avif', 'tiff'] as const satisfies OutputFormat[]
const recipe = JSON.stringify({ preset: 'cmu', content: 'Tübingen 🌉.jpg' })
const raw = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer()

describe.each(FORMATS)('the recipe in a %s file', format => {
  test('is read back, letter by letter, and leaves the picture as it is', async () => {
    const plain = await encodePicture(ramp, { format })
    const bytes = await encodePicture(ramp, { format, recipe })
    expect(readRecipe(bytes)).toBe(recipe)
    expect(readRecipe(plain)).toBeUndefined()
    expect(await raw(bytes)).toEqual(await raw(plain))
  })

  test.each([
    ['markup', "]]> <nst:recipe> </nst:recipe> & &amp; &#10; \"'' ?> -->"],
    ['controls', Array.from({ length: 160 }, (_, code) => String.fromCharCode(code)).join('')],
    ['surrogates, whole and broken', '🌉 \ud83c \udf09\ud83c \uffff \ufffe \ufeff'],
    ['more than 64 kB', 'ü<'.repeat(40_000)],
  ])('keeps names with %s', async (_, name) => {
    const text = JSON.stringify({ name })
    const read = readRecipe(await encodePicture(ramp, { format, recipe: text }))
    expect(JSON.parse(read ?? '')).toEqual({ name })
  })

  test('is absent or whole, without an error, in a file cut short anywhere', async () => {
    const bytes = await encodePicture(ramp, { format, recipe })
    for (let length = 0; length < bytes.length; length++)
      expect([undefined, recipe]).toContain(readRecipe(bytes.subarray(0, length)))
  })

  test('is looked for without an error in a file with any byte wrong', async () => {
    const bytes = await encodePicture(ramp, { format, recipe })
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Uint8Array.from(bytes)
      for (const value of [0, 0xff, (damaged[at] ?? 0) ^ 1]) {
        damaged[at] = value
        readRecipe(damaged)
      }
    }
  })
})

test('the chunk in a PNG has the checksum that strict readers ask for, and stands before the pixels', async () => {
  const bytes = await encodePicture(ramp, { format: 'png', recipe })
  const chunks = [...pngChunks(bytes)]
  expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'iTXt', 'sRGB', 'IDAT', 'IEND'])
  for (const { end, data } of chunks) {
    const body = bytes.subarray(end - 4 - data.length - 4, end - 4)
    expect(new DataView(bytes.buffer).getUint32(end - 4)).toBe(crc32(body))
  }
})

test('the comment in a JPEG leaves the JFIF segment first, as JFIF demands', async () => {
  const jfif = await encodeWithJimp(ramp, 'jpeg', { quality: 90 })
  const segments = [...jpegSegments(embedRecipe(jfif, 'jpeg', recipe))]
  expect(segments.slice(0, 2).map(({ type }) => type)).toEqual(['e0', 'fe'])
})

test.each([
  true,
  false,
])('a WebP that is as plain as pages write it (lossless: %s) takes the recipe', async lossless => {
  const rgba = Uint8Array.from({ length: 4 * 33 * 17 }, (_, i) => (i % 4 === 3 ? 255 - (i % 90) : i % 251))
  const plain = await webpFile(rgba, 33, 17, { lossless })
  const bytes = embedRecipe(plain, 'webp', recipe)
  expect(readRecipe(bytes)).toBe(recipe)
  expect(await raw(bytes)).toEqual(await raw(plain))
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 33, height: 17, hasAlpha: true })
})

describe('XMP that another program has written anew', () => {
  const packet = (inside: string) => new TextEncoder().encode(`<x:xmpmeta><rdf:RDF>${inside}</rdf:RDF></x:xmpmeta>`)

  test('with another prefix and quotes', () => {
    const text = "<rdf:Description xmlns:ns1='urn:nst-onnx:xmp#'>\n <ns1:recipe>{&#x22;a&quot;:1}</ns1:recipe>"
    expect(recipeInXmp(packet(text))).toBe('{"a":1}')
  })

  test('as an attribute', () => {
    const text = '<rdf:Description xmlns:nst="urn:nst-onnx:xmp#" nst:recipe="{&quot;a&quot;:&apos;&lt;&apos;}"/>'
    expect(recipeInXmp(packet(text))).toBe(`{"a":'<'}`)
  })

  test('of another program altogether', () => {
    expect(recipeInXmp(packet('<rdf:Description xmlns:nst="urn:other" nst:recipe="{}"/>'))).toBeUndefined()
  })

  test('by sharp, which keeps it from one format to the next', async () => {
    const webp = await encodePicture(ramp, { format: 'webp', recipe })
    expect(readRecipe(await sharp(webp).keepXmp().tiff().toBuffer())).toBe(recipe)
  })

  test('is XML that needs no more than five entities', () => {
    expect(xmpPacket('<&>"]]>')).toContain('&lt;&amp;&gt;&quot;]]&gt;')
  })
})

test('a file of another kind holds no recipe', () => {
  expect(readRecipe(new TextEncoder().encode('nst-onnx {}'))).toBeUndefined()
  expect(readRecipe(join())).toBeUndefined()
})
