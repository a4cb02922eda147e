import { NstOnnxError } from '../errors.js'
import { fitLongSide, type Size } from '../images/fitPicture.js'
import type { OptionName } from '../options/optionsTable.js'
import { type MemoryQuestion, memoryNeed } from './memoryNeed.js'

/** More than any graph of VGG-19 takes for a pixel: the loss of all taps takes 9 kB. */
const GENEROUS_BYTES_PER_PIXEL = 16_000
const GENEROUS_PROCESS_BYTES = 1e9

/**
 * Refuses a run that needs more memory than there is, and names the largest size that fits. Most runs are far from that and cost
 * nothing here.
 *
 * @param usable bytes; undefined where nobody knows
 * @throws NstOnnxError `usage`
 */
export function requireMemory(question: MemoryQuestion, usable: number | undefined): void {
  if (usable === undefined || clearlyFits(question, usable)) return
  const need = memoryNeed(question)
  if (need <= usable) return
  const { size, styleSize } = question
  // Which of the two pictures is too large: without the style's own demand, does the run fit?
  const option: OptionName =
    styleSize && memoryNeed({ ...question, styleSize: undefined }) <= usable ? 'styleSize' : 'size'
  const { width, height } = option === 'size' ? size : (styleSize ?? size)
  const fits = (longSide: number) => {
    const scaled = fitLongSide(width, height, longSide)
    return (
      memoryNeed(
        option === 'size' ? { ...question, size: scaled, styleSize: undefined } : { ...question, styleSize: scaled },
      ) <= usable
    )
  }
  const largest = largestThat(fits, Math.max(width, height))
  const told = { option, width, height, need: gigabytes(need), usable: gigabytes(usable) }
  if (largest > 0) throw new NstOnnxError('memory-exceeded', { ...told, limit: largest })
  throw new NstOnnxError('memory-exceeded-by-all', told)
}

function clearlyFits({ size, styleSize }: MemoryQuestion, usable: number): boolean {
  const pixels = Math.max(area(size), styleSize ? area(styleSize) : 0)
  return GENEROUS_PROCESS_BYTES + GENEROUS_BYTES_PER_PIXEL * pixels <= usable
}

const area = ({ width, height }: Size) => width * height

/** The largest whole number below `limit` that fits, where all below one that fits do too; 0 if none. */
function largestThat(fits: (candidate: number) => boolean, limit: number): number {
  let [low, high] = [0, limit]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle
  }
  return low
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(bytes < 1e10 ? 1 : 0)} GB`
