import { NstOnnxError } from '../errors.js'
import type { Styles } from '../requests/request.js'

/** The styles of a request from the words of the command line, and `--style-blend 3,1`. Throws NstOnnxError `usage`. */
export function blendedStyles(pictures: readonly string[], blend: string | undefined): Styles<string> {
  const [only = '', ...others] = pictures
  if (others.length === 0) {
    if (blend === undefined) return { style: only }
    throw new NstOnnxError('blend-of-one', { option: 'styleBlend' })
  }
  const weights = blend?.split(',').map(part => (part.trim() === '' ? Number.NaN : Number(part)))
  const told = { option: 'styleBlend', value: blend ?? '', example: pictures.map(() => 1).join(',') }
  if (weights && weights.length !== pictures.length)
    throw new NstOnnxError('blend-count', { ...told, pictures: pictures.length })
  if (weights?.some(weight => !(weight >= 0 && weight < Number.POSITIVE_INFINITY)))
    throw new NstOnnxError('blend-malformed', told)
  return { styles: pictures.map((picture, index) => ({ picture, weight: weights?.[index] ?? 1 })) }
}
