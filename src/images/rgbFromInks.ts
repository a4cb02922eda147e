import type { Bitmap } from './pictureFromSamples.js'

/** Samples of four inks for each pixel, cyan, magenta, yellow and black, where the largest number is all ink; alpha may follow. */
export type Inks = Omit<Bitmap, 'channels'> & { readonly channels: number }

/** The colours of inks that no profile describes: each takes its share of one primary, and black of all three, as browsers have it. */
export function rgbFromInks({ data, width, height, channels }: Inks): Bitmap {
  const isDeep = data instanceof Uint16Array
  const full = isDeep ? 65_535 : 255
  const channelsLeft = channels > 4 ? 4 : 3
  const length = channelsLeft * width * height
  const rgb = isDeep ? new Uint16Array(length) : new Uint8Array(length)
  for (let from = 0, to = 0; to < length; from += channels, to += channelsLeft) {
    const light = full - data[from + 3]! // four inks for each pixel
    for (let c = 0; c < 3; c++) rgb[to + c] = Math.round(((full - data[from + c]!) * light) / full)
    if (channels > 4) rgb[to + 3] = data[from + 4]!
  }
  return { data: rgb, width, height, channels: channelsLeft }
}
