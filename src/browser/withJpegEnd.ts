/// <reference lib="dom" />

/** The pixels of a JPEG lie in blocks of this height, or of twice as much. */
const BLOCK = 8

/**
 * A JPEG file with the mark of its end, which some cameras leave out; undefined where pixels are missing as well. Decoders fill
 * up what is missing with one colour, so that the last rows tell.
 */
export async function withJpegEnd(bytes: Uint8Array<ArrayBuffer>): Promise<Blob | undefined> {
  const ended = new Blob([bytes, Uint8Array.of(0xff, 0xd9)])
  // As stored, so that the last rows are the last in the file.
  const image = await createImageBitmap(ended, { imageOrientation: 'none' })
  try {
    const { width, height } = image
    const rows = Math.min(BLOCK, height)
    const context = new OffscreenCanvas(width, rows).getContext('2d', { willReadFrequently: true })
    context?.drawImage(image, 0, rows - height)
    const { data } = context?.getImageData(0, 0, width, rows) ?? { data: new Uint8ClampedArray() }
    const isOneColour = data.every((value, i) => value === data[i % 4])
    return isOneColour ? undefined : ended
  } finally {
    image.close()
  }
}
