import { NstOnnxError } from '../../errors.js'

/**
 * The address that a text is; undefined for a path, also of Windows.
 *
 * Throws NstOnnxError `usage` for an address of a kind that is never fetched.
 */
export function pictureAddress(text: string): URL | undefined {
  const scheme = /^(?:([a-z][a-z\d+.-]+):\/\/|(data|blob):)/i.exec(text)?.slice(1).join('').toLowerCase()
  if (!scheme) return undefined
  const shown = text.length > 100 ? `${text.slice(0, 100)}…` : text
  if (scheme !== 'http' && scheme !== 'https')
    throw new NstOnnxError('usage', `${shown}: ${scheme}: addresses are not read; give a file, or the picture's bytes`)
  if (!URL.canParse(text)) throw new NstOnnxError('usage', `${shown}: this is no address; check it`)
  const url = new URL(text)
  if (url.username || url.password) {
    const bare = `${url.protocol}//${url.host}${url.pathname}`
    throw new NstOnnxError('usage', `${bare}: an address with a password is not fetched; give a file instead`)
  }
  return url
}
