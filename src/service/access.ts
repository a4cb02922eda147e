import { createHash, timingSafeEqual } from 'node:crypto'
import { NstOnnxError } from '../errors.js'

/** What a request says of where it comes from. */
export interface Caller {
  readonly authorization?: string | undefined
  readonly host?: string | undefined
  readonly origin?: string | undefined
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Whose jobs are everybody's who knows their ids. */
export const NOBODY = 'anyone'

/**
 * Returns who may ask, by a token: the name that jobs keep as their owner.
 *
 * @param tokens those that are right; without any, everybody may ask
 * @throws NstOnnxError `token-wrong`
 */
export function ownerOf({ authorization = '' }: Caller, tokens: readonly string[]): string {
  if (tokens.length === 0) return NOBODY
  const given = hash(/^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '')
  // All are compared, and each in the same time, whatever it is.
  const found = tokens.map(hash).filter(token => timingSafeEqual(token, given))
  if (found.length === 0) throw new NstOnnxError('token-wrong', {})
  return given.toString('hex').slice(0, 32)
}

/** The name that jobs keep as their owner, out of any word for one. */
export const hashOf = (owner: string): string => hash(owner).toString('hex').slice(0, 32)

const isLoopback = (name: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/i.test(name)

/**
 * Refuses what a page of a stranger can make a browser ask: by a name of the stranger's that leads to this machine, or from a page of
 * another site.
 *
 * @param listensOn the host that the service listens on
 * @throws NstOnnxError `host-refused`, `origin-refused`
 */
export function requireOwnSite({ host = '', origin }: Caller, listensOn: string): void {
  const name = host.replace(/:\d+$/, '')
  if (isLoopback(listensOn) && !isLoopback(name)) throw new NstOnnxError('host-refused', { name: name || 'no host' })
  if (origin === undefined) return
  if (!URL.canParse(origin) || new URL(origin).host !== host.toLowerCase())
    throw new NstOnnxError('origin-refused', { name: origin.slice(0, 200) })
}
