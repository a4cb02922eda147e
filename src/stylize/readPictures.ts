import type { InputRole } from '../errors.js'
import { SMALLEST_SIDE } from '../graphs/vgg19.js'
import { coveringSize, fitLongSide, requireMinSide, type Size, scaledSize } from '../images/fitPicture.js'
import { resizePicture } from '../images/resizePicture.js'
import type { OptionName } from '../options/optionsTable.js'
import { aboutInput } from './aboutInput.js'
import type { Reading } from './admitRun.js'
import { isStartName } from './inputs.js'
import type { Plan } from './plan.js'
import type { OpenedPicture } from './platform.js'
import type { CheckedRequest } from './request.js'
import type { Resources, ScaledPicture } from './resources.js'
import type { Settings } from './settings.js'
import type { Stage } from './stages.js'

/** A style picture, and how much of it beside the others. */
export interface StylePicture extends ScaledPicture {
  readonly weight: number
}

/** A run's inputs at the sizes that it uses. */
export interface RunPictures {
  readonly content?: ScaledPicture
  /** None where nothing is painted like another picture. */
  readonly styles: readonly StylePicture[]
  /** A start picture of the user's own, at the size of the result. */
  readonly init?: ScaledPicture
}

/** A picture whose header has been read. */
interface Opened {
  readonly input: InputRole
  readonly opened: OpenedPicture
}

/**
 * Reads the pictures of a request, at the sizes that it asks for. Every header is looked at, and the sizes are checked, before any
 * picture is decoded, which takes memory and time.
 *
 * @param check may refuse the size of the result and of the style picture, and what reading takes; pictures are decoded once it resolves
 */
export async function readPictures<Input>(
  request: CheckedRequest<Input>,
  settings: Settings,
  resources: Resources<Input>,
  check: (size: Size, styleSize: Size | undefined, reading: Reading) => Promise<void>,
): Promise<RunPictures & Pick<Plan, 'size' | 'filling'>> {
  const { signal, outputSize } = request
  const { size: longSide, styleSize: styleSide } = settings
  const open = (input: InputRole, picture: Input): Promise<Opened> =>
    aboutInput(input, async () => ({ input, opened: await resources.platform.openPicture(picture, signal) }))
  const content = request.content === undefined ? undefined : await open('content', request.content)
  const styles: (Opened & { readonly weight: number })[] = []
  for (const [index, { picture, weight }] of (request.styles ?? []).entries())
    styles.push({ ...(await open(`style.${index}`, picture)), weight })
  const start = request.init
  const init = start === undefined || isStartName(start) ? undefined : await open('init', start)

  const scaled = ({ input, opened }: Opened, side: number, option: OptionName) =>
    aboutInput(input, () => scaledSize(opened.name, opened, side, option))
  const sized: (Opened & { readonly weight: number; readonly wanted: Size })[] = []
  for (const style of styles) sized.push({ ...style, wanted: await scaled(style, styleSide, 'styleSize') })
  const first = content ?? (outputSize ? undefined : styles[0])
  const size = first ? await scaled(first, longSide, 'size') : outputSize
  if (!size) throw new Error('a request was checked to have a shape')
  requireMinSide('the result', size)
  const [front] = settings.init === 'style' ? styles : []
  const whole = front && coveringSize(front.opened, size)
  const all = [...sized, { opened: content?.opened, wanted: size }, { opened: init?.opened, wanted: size }]
  const reading = readingOf([...all, ...(whole ? [{ opened: front.opened, wanted: whole }] : [])])
  await check(size, largest(sized.map(({ wanted }) => wanted)), reading)
  signal?.throwIfAborted()

  const read = ({ input, opened }: Opened, wanted: Size) =>
    aboutInput(input, () => resources.picture(opened, wanted, signal))
  const contentPicture = content && (await read(content, size))
  const stylePictures: StylePicture[] = []
  for (const style of sized) stylePictures.push({ ...(await read(style, style.wanted)), weight: style.weight })
  const initPicture = init && (await read(init, size))
  // It is to fill the result, and keeps more detail where it is not scaled down further.
  const filling = whole && (await read(front, whole))
  return {
    size,
    ...(contentPicture && { content: contentPicture }),
    styles: stylePictures,
    ...(initPicture && { init: initPicture }),
    ...(filling && { filling: filling.picture }),
  }
}

/** What it takes to read pictures at sizes, one after another. */
function readingOf(
  pictures: readonly { readonly opened: OpenedPicture | undefined; readonly wanted: Size }[],
): Reading {
  const read = pictures.flatMap(({ opened, wanted }) => {
    if (!opened) return []
    return [
      {
        name: opened.name,
        decoding: opened.decodingBytes?.(wanted) ?? 0,
        scaled: PLANES_BYTES * wanted.width * wanted.height,
      },
    ]
  })
  const [hardest] = [...read].sort((a, b) => b.decoding - a.decoding)
  return {
    bytes: read.reduce((sum, { scaled }) => sum + scaled, hardest?.decoding ?? 0),
    name: hardest?.name ?? '',
  }
}

/** What a pixel takes: three values and alpha. */
const PLANES_BYTES = 16

/** The pictures of a run at one of its stages. */
export function picturesAt({ content, styles }: RunPictures, { size, scale }: Stage): RunPictures {
  if (scale === 1) return { ...(content && { content }), styles }
  const resized = <Scaled extends ScaledPicture>(scaled: Scaled, { width, height }: Size): Scaled => ({
    ...scaled,
    picture: resizePicture(scaled.picture, width, height),
  })
  return {
    ...(content && { content: resized(content, size) }),
    styles: styles.map(style => resized(style, styleSizeAt(style.picture, scale))),
  }
}

/** A narrow style picture shrinks less than the result, down to what the network can read. */
function styleSizeAt({ width, height }: Size, scale: number): Size {
  const least = Math.min(1, SMALLEST_SIDE / Math.min(width, height))
  return fitLongSide(width, height, Math.ceil(Math.max(width, height) * Math.max(scale, least)))
}

/** The size of most pixels. */
export function largest(sizes: readonly Size[]): Size | undefined {
  return [...sizes].sort((a, b) => b.width * b.height - a.width * a.height)[0]
}
