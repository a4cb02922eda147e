import { type InputRole, NstOnnxError } from '../errors.js'
import { type Fields, isFields, shown } from '../options/shown.js'
import { checkedPicture, type Door } from './door.js'
import type { CheckedRequest, StyleInput } from './request.js'

/** Most style pictures of a request. */
export const MOST_STYLES = 100
/** Most that a style picture can weigh beside others. */
export const MOST_STYLE_WEIGHT = 1e6

/** The style pictures of a request as a list with weights. Throws NstOnnxError `usage`. */
export function checkedStyles<Input>(request: Fields, door: Door<Input>): Pick<CheckedRequest<Input>, 'styles'> {
  const { style, styles } = request
  if (styles === undefined)
    return 'style' in request ? { styles: [{ picture: checkedPicture(style, 'style.0', door), weight: 1 }] } : {}
  if (style !== undefined) throw new NstOnnxError('styles-and-style', { option: 'styles' })
  if (!Array.isArray(styles)) throw new NstOnnxError('styles-no-list', { option: 'styles', value: shown(styles) })
  if (styles.length === 0) throw new NstOnnxError('styles-empty', { option: 'styles' })
  if (styles.length > MOST_STYLES)
    throw new NstOnnxError('styles-too-many', { option: 'styles', value: styles.length, limit: MOST_STYLES })
  const list = Array.from(styles, (given: unknown, index) => checkedStyle(given, `style.${index}`, door))
  if (list.every(({ weight }) => weight === 0)) throw new NstOnnxError('styles-weightless', { option: 'styles' })
  return { styles: list }
}

function checkedStyle<Input>(
  given: unknown,
  input: InputRole,
  door: Door<Input>,
): Required<StyleInput<Input>> & { weight: number } {
  if (!isFields(given)) throw new NstOnnxError('style-not-given', { input, value: shown(given) })
  const { picture, weight = 1, ...others } = given
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw new NstOnnxError('style-field-unknown', { input, value: shown(unknown) })
  if (!(typeof weight === 'number' && weight >= 0 && weight <= MOST_STYLE_WEIGHT))
    throw new NstOnnxError('styles-weight', { option: 'styles', input, value: shown(weight), limit: MOST_STYLE_WEIGHT })
  return { picture: checkedPicture(picture, input, door), weight }
}
