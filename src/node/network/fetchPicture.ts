import { NstOnnxError } from '../../errors.js'
import { proxyFetch } from './proxyFetch.js'

/** How much is taken of a stranger's server. */
export interface FetchLimits {
  readonly bytes: number
  readonly milliseconds: number
  /** The longest silence between two pieces of an answer, and before the first. */
  readonly silentMilliseconds: number
  readonly redirects: number
}

export const FETCH_LIMITS: FetchLimits = {
  bytes: 64e6,
  milliseconds: 120_000,
  silentMilliseconds: 20_000,
  redirects: 5,
}

/** The way that addresses are asked by. */
export interface FetchWay {
  readonly fetch: typeof fetch
  /** Throws where an address, or one that it leads on to, is not to be asked. */
  require(address: URL): void
}

const ANYWHERE: FetchWay = { fetch: proxyFetch, require() {} }

/**
 * The bytes at an address, within limits; by way of the environment's proxies.
 *
 * @throws NstOnnxError `input`, or the signal's reason
 */
export async function fetchPicture(
  address: URL,
  signal?: AbortSignal,
  limits: FetchLimits = FETCH_LIMITS,
  way: FetchWay = ANYWHERE,
): Promise<Uint8Array> {
  const patience = new AbortController()
  const name = address.href
  const giveUp = (code: 'address-slow' | 'address-silent', milliseconds: number) =>
    setTimeout(() => patience.abort(new NstOnnxError(code, { name, limit: milliseconds / 1000 })), milliseconds)
  const deadline = giveUp('address-slow', limits.milliseconds)
  let pause = giveUp('address-silent', limits.silentMilliseconds)
  const heard = () => {
    clearTimeout(pause)
    pause = giveUp('address-silent', limits.silentMilliseconds)
  }
  try {
    const both = signal ? AbortSignal.any([signal, patience.signal]) : patience.signal
    const response = await answerOf(address, both, limits.redirects, heard, way)
    return await bodyOf(response, name, limits.bytes, heard)
  } catch (cause) {
    signal?.throwIfAborted()
    patience.signal.throwIfAborted()
    if (cause instanceof NstOnnxError) throw cause
    throw new NstOnnxError('address-unreachable', { name, reason: reasonOf(cause, address) }, { cause })
  } finally {
    clearTimeout(deadline)
    clearTimeout(pause)
    // Lets go of an answer that was not read to its end.
    patience.abort()
  }
}

async function answerOf(
  address: URL,
  signal: AbortSignal,
  redirects: number,
  heard: () => void,
  way: FetchWay,
): Promise<Response> {
  const headers = { accept: 'image/*' }
  const name = address.href
  let url = address
  for (let allowed = redirects; ; allowed--) {
    way.require(url)
    const response = await way.fetch(url.href, { redirect: 'manual', headers, signal })
    heard()
    const location = response.headers.get('location')
    if (response.status < 300 || response.status >= 400 || location === null) return checked(response, name)
    if (allowed === 0) throw new NstOnnxError('address-redirects', { name, limit: redirects })
    url = nextAddress(location, url, name)
    await response.body?.cancel()
  }
}

function nextAddress(location: string, from: URL, name: string): URL {
  if (!URL.canParse(location, from.href)) throw new NstOnnxError('address-leads-nowhere', { name })
  const next = new URL(location, from.href)
  if (next.protocol === 'https:' || (next.protocol === 'http:' && from.protocol === 'http:')) return next
  throw new NstOnnxError('address-leads-elsewhere', { name, from: from.protocol, to: next.protocol })
}

function checked(response: Response, name: string): Response {
  if (!response.ok) {
    const status = `${response.status} ${response.statusText}`.trim()
    throw new NstOnnxError('address-status', { name, status })
  }
  const type = response.headers.get('content-type') ?? ''
  if (/^\s*(text\/html|application\/xhtml)/i.test(type)) throw new NstOnnxError('address-web-page', { name })
  return response
}

async function bodyOf(response: Response, name: string, limit: number, heard: () => void): Promise<Uint8Array> {
  const tooLarge = () => new NstOnnxError('address-too-large', { name, limit: limit / 1e6 })
  if (Number(response.headers.get('content-length')) > limit) throw tooLarge()
  const pieces: Uint8Array[] = []
  let held = 0
  const reader = response.body?.getReader()
  for (;;) {
    const { value: piece } = (await reader?.read()) ?? {}
    if (!piece) return Buffer.concat(pieces)
    heard()
    held += piece.length
    if (held > limit) throw tooLarge()
    pieces.push(piece)
  }
}

/** Node's fetch hides the system's error in its error's cause. */
function reasonOf(error: unknown, { hostname }: URL): string {
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message?: string }
  const code = cause?.code ?? cause?.message ?? message ?? String(error)
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${hostname} cannot be found; check the address, and the network`
    case 'ECONNREFUSED':
      return `${hostname} refused the connection; check the address`
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
      return 'the connection broke; try again'
    default:
      return `cannot be fetched (${code}); check the address`
  }
}
