import { fileURLToPath } from 'node:url'
import { type InputRole, NstOnnxError } from '../../errors.js'
import { NAMELESS } from '../../images/pictureName.js'
import type { FetchedPictures } from '../network/fetchedPictures.js'
import { pictureAddress } from '../network/pictureAddress.js'
import { readBytes } from './readPicture.js'

/** A picture file's path or URL, or the bytes of one, which may have a name. */
export type PictureInput = string | URL | Uint8Array | NamedPicture

/** The bytes of a picture file, with what messages and the recipe call it. */
export interface NamedPicture {
  readonly bytes: Uint8Array
  readonly name: string
}

/** An input as a thread can be sent it. */
export type CarriedInput = Exclude<PictureInput, URL>

/** Throws NstOnnxError `usage` for what is no picture: a program may have forgotten it. */
export function carriedInput(input: PictureInput | undefined, role: InputRole): CarriedInput {
  if (input instanceof URL) return input.protocol === 'file:' ? fileURLToPath(input) : input.href
  if (typeof input === 'string' || input instanceof Uint8Array) return input
  if (input?.bytes instanceof Uint8Array && typeof input.name === 'string') return input
  throw new NstOnnxError('picture-not-given', {
    input: role,
    value: String(input),
    wanted: 'a path, a file: URL or the bytes of one',
  })
}

/**
 * The bytes of an input, and what it is called.
 *
 * @param allowed where pictures at addresses come from, without which they are refused, and whether paths are read
 * @throws NstOnnxError `input`, and `usage` for an address that is not to be fetched or a path that is not to be read; or the signal's reason
 */
export async function openInput(
  input: CarriedInput,
  { fetched, files }: { readonly fetched: FetchedPictures | undefined; readonly files: boolean },
  signal: AbortSignal | undefined,
): Promise<NamedPicture> {
  if (input instanceof Uint8Array) return { name: NAMELESS, bytes: input }
  if (typeof input !== 'string') return input
  const address = pictureAddress(input)
  if (!address && !files) throw new NstOnnxError('file-switched-off', { name: input })
  if (!address) return { name: input, bytes: await readBytes(input) }
  if (!fetched) throw new NstOnnxError('address-switched-off', { name: address.href })
  return { name: address.href, bytes: await fetched.bytes(address, signal) }
}
