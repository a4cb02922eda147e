import { NstOnnxError } from '../../errors.js'
import { shown } from '../../options/shown.js'

/**
 * The address that a text is; undefined for a path, also of Windows.
 *
 * Throws NstOnnxError `usage` for an address of a kind that is never fetched.
 */
export function pictureAddress(text: string): URL | undefined {
  const scheme = /^(?:([a-z][a-z\d+.-]+):\/\/|(data|blob):)/i.exec(text)?.slice(1).join('').toLowerCase()
  if (!scheme) return undefined
  if (scheme !== 'http' && scheme !== 'https') throw new NstOnnxError('address-scheme', { name: shown(text), scheme })
  if (!URL.canParse(text)) throw new NstOnnxError('address-malformed', { name: shown(text) })
  const url = new URL(text)
  if (url.username || url.password) {
    const name = `${url.protocol}//${url.host}${url.pathname}`
    throw new NstOnnxError('address-with-password', { name })
  }
  return url
}
