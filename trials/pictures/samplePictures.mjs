import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const WIDTH = 40
const HEIGHT = 32

/** Small pictures of every kind that can be read, and of some that cannot, as `{ name, bytes }`. */
export async function samplePictures() {
  const rgb = Buffer.from(values(3))
  const rgba = Buffer.from(values(4))
  const of = (data, channels) => sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels } })
  const made = {
    'rgb.png': of(rgb, 3).png(),
    'alpha.png': of(rgba, 4).png(),
    'interlaced.png': of(rgb, 3).png({ progressive: true }),
    'palette.png': of(rgb, 3).png({ palette: true, colours: 16 }),
    'grey.png': of(rgb, 3).toColourspace('b-w').png(),
    'deep.png': of(rgb, 3).toColourspace('rgb16').png(),
    'profile.png': of(rgb, 3).withIccProfile('p3').png(),
    'baseline.jpg': of(rgb, 3).jpeg(),
    'progressive.jpg': of(rgb, 3).jpeg({ progressive: true }),
    'full-chroma.jpg': of(rgb, 3).jpeg({ chromaSubsampling: '4:4:4' }),
    'grey.jpg': of(rgb, 3).toColourspace('b-w').jpeg(),
    'cmyk.jpg': of(rgb, 3).toColourspace('cmyk').jpeg(),
    'turned.jpg': of(rgb, 3).withMetadata({ orientation: 6 }).jpeg(),
    'lossy.webp': of(rgb, 3).webp(),
    'lossless.webp': of(rgba, 4).webp({ lossless: true }),
    'still.gif': of(rgb, 3).gif(),
    'small.avif': of(rgb, 3).avif({ effort: 0 }),
    'plain.tif': of(rgb, 3).tiff({ compression: 'none' }),
    'lzw.tif': of(rgba, 4).tiff({ compression: 'lzw', predictor: 'horizontal' }),
    'jpeg.tif': of(rgb, 3).tiff({ compression: 'jpeg' }),
    'deflate.tif': of(rgb, 3).tiff({ compression: 'deflate', tile: true, tileWidth: 16, tileHeight: 16 }),
  }
  const samples = await Promise.all(
    Object.entries(made).map(async ([name, picture]) => ({ name, bytes: await picture.toBuffer() })),
  )
  return [...samples, { name: 'plain.bmp', bytes: bmp(rgb) }, ...givenPictures()]
}

/** Pictures made after bug reports of other tools, where they are at hand. */
function givenPictures() {
  const folder = fileURLToPath(new URL('../../../shared/inputs/', import.meta.url))
  if (!existsSync(folder)) return []
  return readdirSync(folder).map(name => ({ name, bytes: readFileSync(`${folder}${name}`) }))
}

/** A gradient with some detail, so that every part of a decoder has work. */
function values(channels) {
  return Array.from({ length: WIDTH * HEIGHT * channels }, (_, i) => {
    const pixel = Math.floor(i / channels)
    const [x, y] = [pixel % WIDTH, Math.floor(pixel / WIDTH)]
    return (6 * x + 5 * y * (1 + (i % channels)) + 37 * ((x * y) % 3)) % 256
  })
}

/** An uncompressed BMP of 24 bits. */
function bmp(rgb) {
  const stride = Math.ceil((3 * WIDTH) / 4) * 4
  const bytes = Buffer.alloc(54 + stride * HEIGHT)
  bytes.write('BM', 0, 'latin1')
  bytes.writeUInt32LE(bytes.length, 2)
  bytes.writeUInt32LE(54, 10)
  bytes.writeUInt32LE(40, 14)
  bytes.writeInt32LE(WIDTH, 18)
  bytes.writeInt32LE(HEIGHT, 22)
  bytes.writeUInt16LE(1, 26)
  bytes.writeUInt16LE(24, 28)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const from = 3 * ((HEIGHT - 1 - y) * WIDTH + x)
      bytes.set([rgb[from + 2], rgb[from + 1], rgb[from]], 54 + y * stride + 3 * x)
    }
  }
  return bytes
}
