import { NstOnnxError } from '../errors.js'
import type { ImageSize } from '../graphs/imageSize.js'
import { readOff } from '../graphs/specification.js'
import { VGG19_LAYERS } from '../graphs/vgg19.js'
import { extensionOf } from '../graphs/wholeCells.js'
import { windowsOf } from '../graphs/windowPlan.js'
import { fitLongSide, type Size } from '../images/fitPicture.js'
import type { MemoryQuestion, SizeOption } from './memoryNeed.js'

/**
 * What a pixel takes of the largest tensor in a graph, a float32 map of the first block: later blocks halve both sides and double the
 * channels at most.
 */
const BYTES_PER_PIXEL = 4 * (VGG19_LAYERS[0]?.outChannels ?? 0)

/** What says how large a tensor may be. */
type DeviceLimit = Pick<MemoryQuestion, 'device' | 'largestTensorBytes'>

/** Whether a device can hold each tensor of a run, which is evaluated whole or by windows as `window` says. */
export function fitsDevice({ specification, size, styleSize, window, ...device }: MemoryQuestion): boolean {
  const extended = extensionOf(specification, size)?.size ?? size
  const evaluated = windowsOf(specification, extended, window)?.size ?? extended
  const read = styleSize && (windowsOf(readOff(specification, 'style'), styleSize, window)?.size ?? styleSize)
  return holds(device, evaluated) && (read === undefined || holds(device, read))
}

/**
 * Refuses a picture that is evaluated whole and has a tensor that is larger than the device can hold, and names the largest size that
 * fits.
 *
 * @param option what sets the picture's long side
 * @param rounded the size that a picture gets where that one is asked for
 * @throws NstOnnxError `usage`
 */
export function requireFits(
  limit: DeviceLimit,
  option: SizeOption | 'styleSize',
  { width, height }: Size,
  rounded: (size: Size) => Size = size => size,
): void {
  if (holds(limit, { width, height })) return
  const { device, largestTensorBytes = 0 } = limit
  let longSide = Math.max(width, height)
  while (longSide > 1 && !holds(limit, rounded(fitLongSide(width, height, longSide)))) longSide--
  const mebibytes = Math.floor(largestTensorBytes / 2 ** 20)
  throw new NstOnnxError('device-too-small', { option, width, height, device, mebibytes, limit: longSide })
}

function holds({ largestTensorBytes = Number.POSITIVE_INFINITY }: DeviceLimit, { width, height }: ImageSize): boolean {
  return BYTES_PER_PIXEL * width * height <= largestTensorBytes
}
