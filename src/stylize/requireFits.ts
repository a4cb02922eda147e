import { NstOnnxError } from '../errors.js'
import { VGG19_LAYERS } from '../graphs/vgg19.js'
import { fitLongSide, type Size } from '../images/fitPicture.js'
import type { OptionName } from '../options/optionsTable.js'
import type { ChosenDevice } from '../runtime/devices.js'

/**
 * What a pixel takes of the largest tensor in a graph, a float32 map of the first block: later blocks halve both sides and double the
 * channels at most.
 */
const BYTES_PER_PIXEL = 4 * (VGG19_LAYERS[0]?.outChannels ?? 0)

/**
 * Refuses a picture with a tensor that is larger than the device can hold, and names the largest size that fits.
 *
 * @param option what sets the picture's long side
 * @throws NstOnnxError `usage`
 */
export function requireFits(
  { device, largestTensorBytes = Number.POSITIVE_INFINITY }: ChosenDevice,
  option: OptionName,
  { width, height }: Size,
): void {
  const fits = (size: Size) => BYTES_PER_PIXEL * size.width * size.height <= largestTensorBytes
  if (fits({ width, height })) return
  let longSide = Math.max(width, height)
  while (longSide > 1 && !fits(fitLongSide(width, height, longSide))) longSide--
  const mebibytes = Math.floor(largestTensorBytes / 2 ** 20)
  throw new NstOnnxError('device-too-small', { option, width, height, device, mebibytes, limit: longSide })
}
