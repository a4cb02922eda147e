import { existsSync, writeFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readPicture, resizePicture } from 'nst-onnx'

const at = path => fileURLToPath(new URL(`../${path}`, import.meta.url))
const example = { content: at('examples/pictures/harbour.png'), style: at('examples/pictures/brush-strokes.png') }
const photographs = [
  ['tubingen', 'starry_night'],
  ['golden_gate', 'the_scream'],
  ['tubingen', 'the_scream'],
].map(([content, style]) => ({
  content: at(`../shared/images/${content}.jpg`),
  style: at(`../shared/images/${style}.jpg`),
}))

/** Photographs and paintings where they lie beside the checkout, or else the repository's own example. */
export const PAIRS = photographs.every(({ content, style }) => existsSync(content) && existsSync(style))
  ? photographs
  : [example]

const titleOf = path => basename(path, extname(path))
export const pairTitle = ({ content, style }) => `${titleOf(content)} × ${titleOf(style)}`
export const pairFile = ({ content, style }) => `${titleOf(content)}-${titleOf(style)}`

/** A picture at the size that a run gives it: the long side is `size`, the aspect ratio is kept. */
async function scaled(path, size) {
  const picture = await readPicture(path)
  const scale = size / Math.max(picture.width, picture.height)
  return resizePicture(picture, Math.round(picture.width * scale), Math.round(picture.height * scale))
}

/** A pair of pictures at a size, and as the raw files that the tutorial's script reads. */
export async function scaledPair(pair, size, folder) {
  const [content, style] = [await scaled(pair.content, size), await scaled(pair.style, size)]
  const written = (name, { width, height, pixels }) => {
    const file = join(folder, `${name}-${pairFile(pair)}-${size}`)
    writeFileSync(file, pixels)
    return { file, width, height }
  }
  return { content, style, files: { contentImage: written('content', content), styleImage: written('style', style) } }
}
