import { openBitmap, readRecipe, requireMinSide } from 'nst-onnx'
import type { ChosenPicture } from '../state/pageState.js'

/** Long side of what is shown, in pixels: enough for a large screen, and little beside what a run needs. */
const PREVIEW_SIDE = 1600

/**
 * Looks into a picture file and makes what the page shows of it. Pixels are decoded by the browser alone: the run decodes them
 * again, its own way.
 *
 * @throws NstOnnxError `input` where it is no picture, or too large or too small
 */
export async function readPictureFile(file: Blob, name: string, isExample = false): Promise<ChosenPicture> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const whole = await openBitmap(bytes, name)
  const { width, height } = whole
  requireMinSide(name, whole)
  const preview = await shrunk(whole)
  return {
    name,
    file,
    width,
    height,
    sha256: await sha256(bytes),
    preview,
    isExample,
    hasRecipe: readRecipe(bytes) !== undefined,
  }
}

async function shrunk(whole: ImageBitmap): Promise<ImageBitmap> {
  const scale = PREVIEW_SIDE / Math.max(whole.width, whole.height)
  if (scale >= 1) return whole
  const resizeWidth = Math.max(1, Math.round(whole.width * scale))
  const resizeHeight = Math.max(1, Math.round(whole.height * scale))
  const preview = await createImageBitmap(whole, { resizeWidth, resizeHeight, resizeQuality: 'high' })
  whole.close()
  return preview
}

/** The hash of a file; undefined on a page that is not secure: browsers do not hash there. */
async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  const subtle: SubtleCrypto | undefined = crypto.subtle
  const hash = await subtle?.digest('SHA-256', bytes)
  return hash && Array.from(new Uint8Array(hash), byte => byte.toString(16).padStart(2, '0')).join('')
}
