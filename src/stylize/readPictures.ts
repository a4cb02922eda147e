import { readOff } from '../graphs/specification.js'
import { TERM_KINDS } from '../graphs/terms/termKinds.js'
import { requireMinSide, type Size, scaledSize } from '../images/fitPicture.js'
import { refuse } from '../options/checkOptions.js'
import type { OpenedPicture } from './platform.js'
import type { PaintRequest } from './request.js'
import type { Resources, ScaledPicture } from './resources.js'
import type { Settings } from './settings.js'
import { START_NAMES } from './startImage.js'

/** A run's inputs at the sizes that it uses. */
export interface RunPictures {
  readonly content?: ScaledPicture
  readonly style?: ScaledPicture
  /** A start picture of the user's own, at the size of the result. */
  readonly init?: ScaledPicture
}

/**
 * Reads the pictures of a request, at the sizes that it asks for. Every header is looked at, and the sizes are checked, before any
 * picture is decoded, which takes memory and time.
 *
 * @param check may refuse the size of the result and of the style picture
 */
export async function readPictures<Input>(
  request: PaintRequest<Input>,
  settings: Settings,
  resources: Resources<Input>,
  check: (size: Size, styleSize: Size | undefined) => void,
): Promise<RunPictures & { readonly size: Size }> {
  const { signal } = request
  const { specification, size: longSide, styleSize: styleSide } = settings
  const open = (input: Input | string) => resources.platform.openPicture(input, signal)
  // Not `request.content !== undefined`: a picture that a program forgot makes no texture of a style transfer.
  const content = 'content' in request ? await open(request.content as Input) : undefined
  const style = 'style' in request ? await open(request.style as Input) : undefined
  const init = START_NAMES.includes(settings.init) ? undefined : await open(settings.init)
  for (const [name, picture] of Object.entries({ content, style } as const)) {
    const [term] = readOff(specification, name as 'content' | 'style').terms // the names of what is iterated over
    if (!picture && term) refuse(TERM_KINDS[term.kind].layers, `there is no ${name} picture; leave these terms out`)
  }

  const scaled = (picture: OpenedPicture, side: number, option: string) =>
    scaledSize(picture.name, picture, side, option)
  const given = 'outputSize' in request ? request.outputSize : undefined
  const styleSize = style && scaled(style, styleSide, '--style-size')
  const size = content ? scaled(content, longSide, '--size') : (given ?? (style && scaled(style, longSide, '--size')))
  if (!size) refuse('size', 'there is no picture to take a shape from; give one')
  requireMinSide('the result', size)
  check(size, styleSize)

  const read = async (picture: OpenedPicture | undefined, wanted: Size | undefined) =>
    picture && wanted && (await resources.picture(picture, wanted, signal))
  const pictures = {
    content: await read(content, size),
    style: await read(style, styleSize),
    init: await read(init, size),
  }
  // Those that there are.
  return { size, ...(Object.fromEntries(Object.entries(pictures).filter(([, picture]) => picture)) as RunPictures) }
}
