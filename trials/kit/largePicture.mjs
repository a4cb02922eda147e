import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const picture = name => fileURLToPath(new URL(`../../examples/pictures/${name}`, import.meta.url))

/** The style picture of runs of large pictures. */
export const STYLE = process.env.STYLE ?? picture('brush-strokes.png')

/** A square JPEG file of a side in pixels, which is made where it is not there yet. */
export async function largePicture(size, height = size) {
  const path = join(tmpdir(), `nst-onnx-large-${size}x${height}.jpg`)
  if (!existsSync(path)) {
    const resized = sharp(process.env.CONTENT ?? picture('harbour.png')).resize(size, height, { fit: 'cover' })
    await resized.jpeg().toFile(path)
  }
  return path
}
