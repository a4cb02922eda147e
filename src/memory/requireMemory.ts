import { NstOnnxError } from '../errors.js'
import { CONVOLUTIONS, type Convolutions } from '../graphs/convolutions.js'
import { seamlessSize } from '../graphs/seamlessSize.js'
import { tapsOf } from '../graphs/specification.js'
import { fitLongSide, type Size } from '../images/fitPicture.js'
import type { Window } from '../requests/settings.js'
import { isCpu } from '../runtime/devices.js'
import { type MemoryQuestion, memoryNeed } from './memoryNeed.js'
import { fitsDevice, requireFits } from './requireFits.js'

/** Windows that a run may choose for itself, which is fixed so that few sizes have to be thought of; the halo costs small ones most. */
const WINDOWS: readonly Window[] = [2048, 1024, 512, 256, 128]
const WINDOWS_THAT_HAND_ON: readonly Window[] = [1024, 512, 256]

/** How a run is evaluated. */
export interface Way {
  readonly window: Window
  /** Whether windows hand on what their layers compute from the first pass to the second: as exact, faster, in more memory. */
  readonly handOn: boolean
  /** How convolutions are computed; directly by windows. */
  readonly convolutions: Convolutions
}

const WHOLE: Way = { window: 'whole', handOn: false, convolutions: 'direct' }

/** More than any graph of VGG-19 takes for a pixel: the loss of all taps takes 9 kB. */
const GENEROUS_BYTES_PER_PIXEL = 16_000
const GENEROUS_PROCESS_BYTES = 1e9
/** Less than a whole evaluation takes for a pixel, a map of the first block and its gradient: to count all of a huge graph takes seconds. */
const SPARING_BYTES_PER_PIXEL = 512

/**
 * Chooses how a run is evaluated, where it was not asked for one way: whole if its device and memory can hold that, and else by windows, in
 * the fastest way that they can.
 * Refuses a run that fits in no way, and names the largest size that does. Most runs are far from that and cost nothing here.
 *
 * @param usable bytes; undefined where nobody knows
 * @throws NstOnnxError `usage`
 */
export function requireMemory(question: MemoryQuestion, usable: number | undefined): Way {
  const ways = waysOf(question).filter(way => fitsDevice({ ...question, ...way }))
  const [first = refuseForDevice(question)] = ways
  if (usable === undefined || clearlyFits(question, usable)) return first
  const fits = (asked: MemoryQuestion) => (way: Way) =>
    !clearlyExceeds(asked, way, usable) && memoryNeed({ ...asked, ...way }) <= usable
  const way = ways.find(fits(question))
  if (way !== undefined) return way

  const { size, styleSize, sizeOption = 'size' } = question
  const fitsSomehow = (asked: MemoryQuestion) => ways.toReversed().some(fits(asked)) // small windows take least, or nearly
  // Which of the two pictures is too large: without the style's own demand, does the run fit?
  const isStyle = styleSize !== undefined && fitsSomehow({ ...question, styleSize: undefined })
  const { width, height } = isStyle ? styleSize : size
  const largest = largestThat(
    longSide => {
      const fitted = fitLongSide(width, height, longSide)
      if (isStyle) return fitsSomehow({ ...question, styleSize: fitted })
      return fitsSomehow({ ...question, size: seamlessSize(question.specification, fitted), styleSize: undefined })
    },
    Math.max(width, height),
  )
  const near = ways.filter(way => !clearlyExceeds(question, way, usable))
  const need = Math.min(...(near.length > 0 ? near : ways.slice(-1)).map(way => memoryNeed({ ...question, ...way })))
  const told = {
    option: isStyle ? 'styleSize' : sizeOption,
    width,
    height,
    need: gigabytes(need),
    usable: gigabytes(usable),
  }
  if (largest > 0) throw new NstOnnxError('memory-exceeded', { ...told, limit: largest })
  throw new NstOnnxError('memory-exceeded-by-all', told)
}

/**
 * The fastest first: a halo costs windows of 256 less than a second pass over layers that were computed before. A GPU computes them faster
 * than they go to the CPU's memory and back.
 */
function waysOf({
  window,
  device,
  convolutions = 'direct',
  settings,
  size,
  styleSize,
}: MemoryQuestion): readonly Way[] {
  // Tiles of Winograd's that were asked for by name are not given up for memory: a recipe means the same picture everywhere.
  const whole = settings.convolutions === convolutions ? [{ ...WHOLE, convolutions }] : wholeFrom(convolutions)
  if (window === 'whole') return whole
  const by = (windows: readonly Window[], handOn: boolean): Way[] =>
    handOn && !isCpu(device) ? [] : windows.map(window => ({ window, handOn, convolutions: 'direct' }))
  if (window !== undefined) return [...by([window], true), ...by([window], false)]
  const longest = Math.max(...[size, styleSize ?? size].flatMap(({ width, height }) => [width, height]))
  const cuts = (windows: readonly Window[]) => windows.filter(side => side !== 'whole' && side < longest)
  return [...whole, ...by(cuts(WINDOWS_THAT_HAND_ON), true), ...by(cuts(WINDOWS), false)]
}

/** Fewer convolutions by tiles take less memory. */
function wholeFrom(convolutions: Convolutions): readonly Way[] {
  const ways = CONVOLUTIONS.slice(0, 1 + CONVOLUTIONS.indexOf(convolutions)).toReversed()
  return ways.map(way => ({ ...WHOLE, convolutions: way }))
}

/** What does not fit by windows fits less as a whole. */
function refuseForDevice({ specification, size, styleSize, sizeOption = 'size', ...limit }: MemoryQuestion): never {
  requireFits(limit, sizeOption, size, fitted => seamlessSize(specification, fitted))
  if (styleSize) requireFits(limit, 'styleSize', styleSize)
  throw new Error('one of the pictures is too large')
}

const clearlyFits = (question: MemoryQuestion, usable: number): boolean => generousBytes(question) <= usable

/** More than a run takes that is evaluated whole. */
export function generousBytes({ size, styleSize }: MemoryQuestion): number {
  const pixels = Math.max(area(size), styleSize ? area(styleSize) : 0)
  return GENEROUS_PROCESS_BYTES + GENEROUS_BYTES_PER_PIXEL * pixels
}

function clearlyExceeds({ specification, device, size }: MemoryQuestion, { window }: Way, usable: number): boolean {
  const holdsMaps = window === 'whole' && isCpu(device) && tapsOf(specification).length > 0
  return holdsMaps && SPARING_BYTES_PER_PIXEL * area(size) > usable
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
