import { type InputRole, NstOnnxError } from '../errors.js'
import { type Fields, isFields, shown } from '../options/shown.js'
import { checkedPicture, type Door } from './door.js'
import type { CheckedRequest } from './request.js'

/** Most style pictures of a request. */
export const MOST_STYLES = 100
/** Most that a style picture can weigh beside others. */
export const MOST_STYLE_WEIGHT = 1e6

/** The style pictures of a request as a list with weights. Throws NstOnnxError `usage`. */
export function checkedStyles<Input>(request: Fields, door: Door<Input>): Pick<CheckedRequest<Input>, 'styles'> {
  const { style, styles, styleMask } = request
  if (styleMask !== undefined && styles !== undefined)
    throw new NstOnnxError('style-mask-and-styles', { option: 'styleMask' })
  if (styles === undefined)
    return 'style' in request
      ? { styles: [{ picture: checkedPicture(style, 'style.0', door), weight: 1, ...checkedMask(styleMask, 0, door) }] }
      : {}
  if (style !== undefined) throw new NstOnnxError('styles-and-style', { option: 'styles' })
  if (!Array.isArray(styles)) throw new NstOnnxError('styles-no-list', { option: 'styles', value: shown(styles) })
  if (styles.length === 0) throw new NstOnnxError('styles-empty', { option: 'styles' })
  if (styles.length > MOST_STYLES)
    throw new NstOnnxError('styles-too-many', { option: 'styles', value: styles.length, limit: MOST_STYLES })
  const list = Array.from(styles, (given: unknown, index) => checkedStyle(given, index, door))
  if (list.every(({ weight }) => weight === 0)) throw new NstOnnxError('styles-weightless', { option: 'styles' })
  return { styles: list }
}

type CheckedStyle<Input> = NonNullable<CheckedRequest<Input>['styles']>[number]

function checkedMask<Input>(mask: unknown, index: number, door: Door<Input>): Pick<CheckedStyle<Input>, 'mask'> {
  return mask === undefined ? {} : { mask: checkedPicture(mask, `styleMask.${index}`, door) }
}

function checkedStyle<Input>(given: unknown, index: number, door: Door<Input>): CheckedStyle<Input> {
  const input: InputRole = `style.${index}`
  if (!isFields(given)) throw new NstOnnxError('style-not-given', { input, value: shown(given) })
  const { picture, weight = 1, mask, ...others } = given
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw new NstOnnxError('style-field-unknown', { input, value: shown(unknown) })
  if (!(typeof weight === 'number' && weight >= 0 && weight <= MOST_STYLE_WEIGHT))
    throw new NstOnnxError('styles-weight', { option: 'styles', input, value: shown(weight), limit: MOST_STYLE_WEIGHT })
  return { picture: checkedPicture(picture, input, door), weight, ...checkedMask(mask, index, door) }
}
