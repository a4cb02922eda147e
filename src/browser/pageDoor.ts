/// <reference lib="dom" />
import { NstOnnxError } from '../errors.js'
import { shown } from '../options/shown.js'
import type { Door } from '../requests/door.js'
import { taggedBytes, taggedFile } from '../requests/inputs.js'
import type { Limits } from '../requests/limits.js'
import { absoluteUrl } from './absoluteUrl.js'
import type { CarriedInput } from './pictureInput.js'

const WANTED = 'a File or other Blob, an address, bytes, { url }, { bytes, name }, an ImageBitmap or ImageData'

/** How a page takes what stands in a request for a file: a text is an address, relative to the page. */
export function pageDoor(limits: Limits = {}): Door<CarriedInput> {
  return {
    limits,
    fromBase64,
    picture(given, input) {
      if (given instanceof Blob || given instanceof ImageBitmap || given instanceof ImageData) return given
      if (given instanceof Uint8Array) return { bytes: given }
      const address = addressOf(given)
      if (address !== undefined) return { url: absolute(address) }
      const bytes = taggedBytes(given, input, fromBase64)
      if (bytes) return bytes
      throw new NstOnnxError('picture-not-given', { input, value: shown(given), wanted: WANTED })
    },
    weights(given) {
      const address = addressOf(given)
      if (address !== undefined) return { url: absolute(address) }
      throw new NstOnnxError('option-empty', { option: 'weights', wanted: 'a word, an address or { url }' })
    },
  }
}

function addressOf(given: unknown): string | URL | undefined {
  if (given === '') throw new NstOnnxError('picture-unnamed', {})
  if (typeof given === 'string' || given instanceof URL) return given
  const file = taggedFile(given)
  return file && 'url' in file ? file.url : undefined
}

/** A worker has addresses of its own, and URL objects do not travel. */
function absolute(address: string | URL): string {
  try {
    return absoluteUrl(address).href
  } catch (cause) {
    throw new NstOnnxError('address-malformed', { name: shown(address) }, { cause })
  }
}

function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), character => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
