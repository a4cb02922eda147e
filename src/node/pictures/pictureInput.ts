import { NAMELESS } from '../../images/pictureName.js'
import type { TaggedInput } from '../../requests/inputs.js'
import type { FetchedPictures } from '../network/fetchedPictures.js'
import { readBytes } from './readPicture.js'

/** A picture file: its path or address as text, a URL, its bytes, or any of these with a tag. */
export type PictureInput = string | URL | Uint8Array | TaggedInput

/** The bytes of a picture file, with what messages and the recipe call it. */
export interface NamedPicture {
  readonly bytes: Uint8Array
  readonly name: string
}

/** An input as it stands in a request that was checked: a thread can be sent it. */
export type CarriedInput = TaggedInput<Uint8Array>

/** The bytes of an input, and what it is called. Throws NstOnnxError `input`, or the signal's reason. */
export async function openInput(
  input: CarriedInput,
  fetched: FetchedPictures,
  signal: AbortSignal | undefined,
): Promise<NamedPicture> {
  if ('bytes' in input) return { name: input.name || NAMELESS, bytes: input.bytes }
  if ('path' in input) return { name: input.path, bytes: await readBytes(input.path) }
  return { name: input.url, bytes: await fetched.bytes(new URL(input.url), signal) }
}
