import { NstOnnxError } from '../errors.js'
import { OPTIONS } from '../options/optionsTable.js'
import { isFields } from '../options/shown.js'

/** Starts that have a name; any other is a picture. */
export type StartName = (typeof OPTIONS.init.words)[number]
/** The starts that have a name. */
export const START_NAMES: readonly StartName[] = OPTIONS.init.words

/** A file, by a tag that says where it is. */
export type TaggedFile = { readonly path: string } | { readonly url: string }

/** The bytes of a picture file, with what messages and the recipe call it. */
export interface TaggedBytes<Bytes = Uint8Array> {
  readonly bytes: Bytes
  readonly name?: string | undefined
}

/** A picture file, by a tag that says what it is. In JSON its bytes are base64 text. */
export type TaggedInput<Bytes = Uint8Array | string> = TaggedFile | TaggedBytes<Bytes>

/** Where VGG-19 comes from: one of the words of the option `weights`, or a file. */
export type WeightsSource = (typeof OPTIONS.weights.words)[number] | TaggedFile

/** The longest name of a file, path or address, in UTF-16 units: longer ones are refused by systems and servers. */
export const LONGEST_NAME = 4096

/** Whether a value is the name of a start. */
export function isStartName(start: unknown): start is StartName {
  return (START_NAMES as readonly unknown[]).includes(start)
}

/** A word as it is, or what a tagged file is called. */
export function weightsName(weights: WeightsSource): string {
  if (typeof weights === 'string') return weights
  return 'path' in weights ? weights.path : weights.url
}

/** A tagged file; undefined for what is none: no tag or both, another field, a value that is no text. */
export function taggedFile(given: unknown): TaggedFile | undefined {
  if (!isFields(given)) return undefined
  const { path, url, ...others } = given
  if (Object.keys(others).length > 0) return undefined
  if (isName(path) && url === undefined) return { path }
  return isName(url) && path === undefined ? { url } : undefined
}

/**
 * Tagged bytes, decoded; undefined for what is none. Controls in their name, which is told in messages of one line, become spaces.
 *
 * @param field of the request, for messages
 * @param fromBase64 undefined for a text that is not base64
 * @throws NstOnnxError `usage` for a text that is not base64
 */
export function taggedBytes(
  given: unknown,
  field: string,
  fromBase64: (text: string) => Uint8Array | undefined,
): TaggedBytes | undefined {
  if (!isFields(given)) return undefined
  const { bytes, name, ...others } = given
  if (Object.keys(others).length > 0 || !(name === undefined || isName(name))) return undefined
  const decoded = typeof bytes === 'string' ? fromBase64(bytes) : bytes
  if (decoded instanceof Uint8Array)
    return { bytes: decoded, ...(name !== undefined && { name: name.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ') }) }
  if (typeof bytes === 'string') throw new NstOnnxError('bytes-not-base64', { field })
  return undefined
}

const isName = (name: unknown): name is string => typeof name === 'string' && name !== '' && name.length <= LONGEST_NAME
