import type { Multipart, MultipartFile } from '@fastify/multipart'
import { NstOnnxError } from '../errors.js'
import { parseOptions } from '../options/checkOptions.js'
import { isFields, shown } from '../options/shown.js'
import type { Upload } from './upload.js'

/** Fields of a form that hold pictures, as files or as addresses. */
const PICTURES: readonly string[] = ['content', 'style', 'init', 'contentMask', 'styleMask']
/** Those of which there may be several. */
const LISTS: readonly string[] = ['style', 'styleMask']

/**
 * Reads a form: files `content`, `style` (one or several), `init`, `contentMask` and `styleMask` (one for each style; an empty one stands
 * for a style without), which go to the upload as they come; options as texts, as on the
 * command line; `styleBlend`, one weight for each style; and `options`, a JSON object of fields of a request that the form has not.
 *
 * @returns the request, unchecked
 * @throws NstOnnxError `usage` and `input`
 */
export async function readForm(parts: AsyncIterable<Multipart>, upload: Upload): Promise<Record<string, unknown>> {
  const pictures = new Map<string, unknown[]>()
  const texts = new Map<string, string>()
  for await (const part of parts) {
    const { fieldname: name } = part
    if (PICTURES.includes(name)) {
      const list = pictures.get(name) ?? []
      if (list.length > 0 && !LISTS.includes(name)) throw new NstOnnxError('form-field-twice', { option: name })
      list.push(part.type === 'file' ? await received(part, name, list.length, upload) : textOf(part))
      pictures.set(name, list)
    } else if (part.type === 'file')
      throw new NstOnnxError('body-malformed', { reason: `${shown(name)} is a file, and is no picture of a request` })
    else if (texts.has(name)) throw new NstOnnxError('form-field-twice', { option: shown(name) })
    else texts.set(name, textOf(part))
  }
  const { styleBlend, options, ...others } = Object.fromEntries(texts)
  const more = options === undefined ? {} : jsonFields(options)
  const twice = Object.keys(more).find(name => texts.has(name) || pictures.has(name === 'styles' ? 'style' : name))
  if (twice !== undefined) throw new NstOnnxError('form-field-twice', { option: shown(twice) })
  const [content] = pictures.get('content') ?? []
  const [init] = pictures.get('init') ?? []
  const [contentMask] = pictures.get('contentMask') ?? []
  return {
    ...more,
    ...parseOptions(others),
    ...(content !== undefined && { content }),
    ...(init !== undefined && { init }),
    ...(contentMask !== undefined && { contentMask }),
    ...stylesOf(pictures.get('style'), styleBlend, pictures.get('styleMask')),
  }
}

async function received(part: MultipartFile, name: string, index: number, upload: Upload): Promise<unknown> {
  const tagged = await upload.receive(LISTS.includes(name) ? `${name}.${index}` : name, part.filename, part.file)
  // What is longer than it may be has been cut.
  if (part.file.truncated) throw upload.tooLong(part.filename || name)
  return tagged
}

function textOf(part: Multipart): string {
  if (part.type === 'file' || part.valueTruncated) throw new NstOnnxError('body-too-large', {})
  return String(part.value)
}

function jsonFields(text: string): object {
  try {
    const value: unknown = JSON.parse(text)
    if (isFields(value)) return value
  } catch {}
  throw new NstOnnxError('body-malformed', { reason: 'the field options is no JSON object' })
}

function stylesOf(
  styles: readonly unknown[] | undefined,
  blend: string | undefined,
  masks: readonly unknown[] = [],
): object {
  if (!styles) return masks.length > 0 ? { styleMask: masks[0] } : {}
  if (masks.length > styles.length)
    throw new NstOnnxError('style-masks-count', { option: 'styleMask', given: masks.length, styles: styles.length })
  if (blend === undefined && styles.length === 1 && masks.length === 0) return { style: styles[0] }
  const weights = blend?.split(',').map(part => (part.trim() === '' ? Number.NaN : Number(part))) ?? styles.map(() => 1)
  const example = styles.map((_, index) => styles.length - index).join(',')
  const told = { option: 'styleBlend', value: shown(blend), example }
  if (weights.length !== styles.length) throw new NstOnnxError('blend-count', { ...told, pictures: styles.length })
  if (!weights.every(weight => weight >= 0 && weight < Number.POSITIVE_INFINITY))
    throw new NstOnnxError('blend-malformed', told)
  const maskOf = (index: number) => (masks[index] ? { mask: masks[index] } : {}) // an empty text stands for none
  return { styles: styles.map((picture, index) => ({ picture, weight: weights[index], ...maskOf(index) })) }
}
