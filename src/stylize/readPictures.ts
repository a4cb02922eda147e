import { type InputRole, NstOnnxError } from '../errors.js'
import { seamlessSize } from '../graphs/seamlessSize.js'
import { SMALLEST_SIDE } from '../graphs/vgg19.js'
import { coveringSize, fitLongSide, requireMinSide, type Size, scaledSize } from '../images/fitPicture.js'
import { resizePicture } from '../images/resizePicture.js'
import type { OptionName } from '../options/optionsTable.js'
import { namedInput } from '../recipes/namedInput.js'
import { colourSize, type NamedMask } from '../regions/mask.js'
import { type Regions, regionsOf } from '../regions/regions.js'
import { regionsAt } from '../regions/regionsAt.js'
import { isStartName } from '../requests/inputs.js'
import type { CheckedRequest } from '../requests/request.js'
import type { Settings } from '../requests/settings.js'
import type { Stage } from '../requests/stages.js'
import { aboutInput } from './aboutInput.js'
import type { Reading } from './admitRun.js'
import { isRecoloured } from './paintedColours.js'
import type { OpenedPicture } from './platform.js'
import type { Resources } from './resources.js'
import type { ColouredPictures, RunPictures, ScaledPicture, StylePicture } from './runPictures.js'

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
  check: (sizes: RunSizes, reading: Reading) => Promise<void>,
): Promise<ColouredPictures & { readonly size: Size }> {
  const { signal, outputSize } = request
  const { size: longSide, styleSize: styleSide } = settings
  const open = (input: InputRole, picture: Input): Promise<Opened> =>
    aboutInput(input, async () => ({ input, opened: await resources.platform.openPicture(picture, signal) }))
  const content = request.content === undefined ? undefined : await open('content', request.content)
  const styles: OpenedStyle[] = []
  for (const [index, { picture, weight, mask }] of (request.styles ?? []).entries())
    styles.push({
      ...(await open(`style.${index}`, picture)),
      weight,
      ...(mask !== undefined && { mask: await open(`styleMask.${index}`, mask) }),
    })
  const start = request.init
  const init = start === undefined || isStartName(start) ? undefined : await open('init', start)

  const scaled = ({ input, opened }: Opened, side: number, option: OptionName) =>
    aboutInput(input, () => scaledSize(opened.name, opened, side, option))
  const sized: (OpenedStyle & { readonly wanted: Size })[] = []
  for (const style of styles) sized.push({ ...style, wanted: await scaled(style, styleSide, 'styleSize') })
  const first = content ?? (outputSize ? undefined : styles[0])
  const shape = first ? await scaled(first, longSide, 'size') : outputSize
  const size = shape && seamlessSize(settings.specification, shape)
  if (!size) throw new Error('a request was checked to have a shape')
  requireMinSide('the result', size)
  const [front] = settings.init === 'style' ? styles : []
  const whole = front && coveringSize(front.opened, size)
  const read = ({ input, opened }: Opened, wanted: Size) =>
    aboutInput(input, () => resources.picture(opened, wanted, signal))
  const contentMask = request.contentMask === undefined ? undefined : await open('contentMask', request.contentMask)
  const regions =
    content && contentMask && (await readRegions({ content, contentMask, styles: sized, size }, request, read))
  const all = [...sized, { opened: content?.opened, wanted: size }, { opened: init?.opened, wanted: size }]
  const masks = [
    { opened: contentMask?.opened, wanted: size },
    ...sized.map(({ mask, wanted }) => ({ opened: mask?.opened, wanted })),
  ].flatMap(({ opened, wanted }) => [
    { opened, wanted },
    { opened, wanted: opened ? colourSize(opened, wanted) : wanted },
  ])
  const copies = isRecoloured(settings.colors) ? 2 : 1
  const reading = readingOf([...all, ...masks, ...(whole ? [{ opened: front.opened, wanted: whole }] : [])], copies)
  await check({ size, styleSizes: sized.map(({ wanted }) => wanted), regions }, reading)
  signal?.throwIfAborted()

  const contentPicture = content && (await read(content, size))
  const stylePictures: StylePicture[] = []
  for (const style of sized)
    stylePictures.push({
      ...(await read(style, style.wanted)),
      weight: style.weight,
      ...(style.mask && { mask: namedInput(style.mask.opened) }),
    })
  const initPicture = init && (await read(init, size))
  // It is to fill the result, and keeps more detail where it is not scaled down further.
  const filling = whole && (await read(front, whole))
  return {
    size,
    ...(contentPicture && { content: contentPicture }),
    styles: stylePictures,
    ...(initPicture && { init: initPicture }),
    ...(contentMask && { contentMask: namedInput(contentMask.opened) }),
    ...(regions && { regions }),
    ...(filling && { filling: filling.picture }),
  }
}

/** What decides the shape and cost of a run, before its pictures are decoded. */
export interface RunSizes {
  readonly size: Size
  readonly styleSizes: readonly Size[]
  readonly regions: Regions | undefined
}

interface OpenedStyle extends Opened {
  readonly weight: number
  readonly mask?: Opened
}

/** Masks are decoded before all else: how many colours they have decides what a run takes. */
async function readRegions<Input>(
  pictures: {
    readonly content: Opened
    readonly contentMask: Opened
    readonly styles: readonly (OpenedStyle & { readonly wanted: Size })[]
    readonly size: Size
  },
  { regions = {} }: CheckedRequest<Input>,
  read: (opened: Opened, wanted: Size) => Promise<ScaledPicture>,
): Promise<Regions> {
  const { content, contentMask, styles, size } = pictures
  requireShape(contentMask, content.opened)
  for (const { mask, opened } of styles) if (mask) requireShape(mask, opened)
  const readMask = async (mask: Opened, wanted: Size): Promise<NamedMask> => ({
    ...(await read(mask, wanted)),
    detail: (await read(mask, colourSize(mask.opened, wanted))).picture,
  })
  const styleMasks: { mask: NamedMask | undefined; weight: number }[] = []
  for (const { mask, wanted, weight } of styles)
    styleMasks.push({ mask: mask && (await readMask(mask, wanted)), weight })
  return regionsOf(await readMask(contentMask, size), styleMasks, regions)
}

/** A mask may have any size, of the aspect ratio of its picture up to a pixel. */
function requireShape({ input, opened: mask }: Opened, picture: OpenedPicture): void {
  const { name, width, height } = mask
  const off = Math.abs(width * picture.height - height * picture.width)
  if (off <= Math.max(width, height, picture.width, picture.height)) return
  const { width: pictureWidth, height: pictureHeight } = picture
  throw new NstOnnxError('mask-shape', { name, input, width, height, pictureWidth, pictureHeight })
}

/** What it takes to read pictures at sizes, one after another, and to keep so many copies of each. */
function readingOf(
  pictures: readonly { readonly opened: OpenedPicture | undefined; readonly wanted: Size }[],
  copies: number,
): Reading {
  const read = pictures.flatMap(({ opened, wanted }) => {
    if (!opened) return []
    return [
      {
        name: opened.name,
        decoding: opened.decodingBytes?.(wanted) ?? 0,
        scaled: copies * PLANES_BYTES * wanted.width * wanted.height,
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
export function picturesAt(pictures: RunPictures, stage: Stage): RunPictures {
  const { content, styles } = pictures
  const { size, scale } = stage
  const styleSizes = styles.map(({ picture }) => picture)
  const regions = regionsOfStage(pictures.regions, styleSizes, stage)
  if (scale === 1) return { ...(content && { content }), styles, ...(regions && { regions }) }
  const resized = <Scaled extends ScaledPicture>(scaled: Scaled, { width, height }: Size): Scaled => ({
    ...scaled,
    picture: resizePicture(scaled.picture, width, height),
    scaledFrom: { width: scaled.picture.width, height: scaled.picture.height },
  })
  return {
    ...(content && { content: resized(content, size) }),
    styles: styles.map(style => resized(style, styleSizeAt(style.picture, scale))),
    ...(regions && { regions }),
  }
}

/** The regions of a run at one of its stages. */
export function regionsOfStage(
  regions: Regions | undefined,
  styleSizes: readonly Size[],
  { size, scale }: Stage,
): Regions | undefined {
  if (!regions || scale === 1) return regions
  const there = styleSizes.map(styleSize => styleSizeAt(styleSize, scale))
  return regionsAt(regions, size, there)
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
