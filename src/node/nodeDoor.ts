import { fileURLToPath } from 'node:url'
import { NstOnnxError } from '../errors.js'
import { shown } from '../options/shown.js'
import type { Door } from '../requests/door.js'
import { type TaggedFile, taggedBytes, taggedFile } from '../requests/inputs.js'
import type { RequestRules } from '../requests/requestRules.js'
import { pictureAddress } from './network/pictureAddress.js'
import type { CarriedInput } from './pictures/pictureInput.js'

const WANTED = 'a path, an address, bytes, { path }, { url } or { bytes, name }'

/** How Node takes what stands in a request for a file. */
export function nodeDoor({ urls = false, files = true, limits = {} }: RequestRules = {}): Door<CarriedInput> {
  const requireAllowed = (file: TaggedFile) => {
    if ('path' in file && !files) throw new NstOnnxError('file-switched-off', { name: shown(file.path) })
    if ('url' in file && !urls) throw new NstOnnxError('address-switched-off', { name: shown(file.url) })
  }
  return {
    limits,
    fromBase64,
    checkpointPath(given) {
      const file = taggedFile(given)
      if (!file || 'url' in file) return undefined
      requireAllowed(file)
      return file.path
    },
    picture(given, input) {
      if (given instanceof Uint8Array) return { bytes: given }
      const file = typeof given === 'string' || given instanceof URL ? fileFrom(given) : taggedFile(given)
      if (file) {
        const known = 'url' in file ? { url: addressIn(file.url) } : file
        requireAllowed(known)
        return known
      }
      const bytes = taggedBytes(given, input, fromBase64)
      if (bytes) return bytes
      throw new NstOnnxError('picture-not-given', { input, value: shown(given), wanted: WANTED })
    },
    weights(given) {
      const file = typeof given === 'string' ? { path: given } : taggedFile(given)
      if (!file || 'url' in file)
        throw new NstOnnxError('option-empty', { option: 'weights', wanted: 'a word, a path or { path }' })
      requireAllowed(file)
      return file
    },
  }
}

/** What a text stands for: an address where it begins as one, and else a path. */
function fileFrom(given: string | URL): TaggedFile {
  if (given === '') throw new NstOnnxError('picture-unnamed', {})
  if (given instanceof URL && given.protocol === 'file:') return { path: pathIn(given) }
  const text = String(given)
  return pictureAddress(text) ? { url: text } : { path: text }
}

function pathIn(address: URL): string {
  try {
    return fileURLToPath(address)
  } catch (cause) {
    throw new NstOnnxError('address-malformed', { name: shown(address.href) }, { cause })
  }
}

function addressIn(text: string): string {
  const address = pictureAddress(text)
  if (!address) throw new NstOnnxError('address-malformed', { name: shown(text) })
  return address.href
}

/** The decoder skips what is not base64, and then gives fewer bytes. */
function fromBase64(text: string): Uint8Array | undefined {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const digits = text.length - padding
  const bytes = Buffer.from(text, 'base64')
  return text !== '' && digits % 4 !== 1 && bytes.length === Math.floor((digits * 3) / 4) ? bytes : undefined
}
