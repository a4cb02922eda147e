import { NstOnnxError } from '../../errors.js'
import { proxyFetch } from './proxyFetch.js'

/** How much is taken of a stranger's server. */
export interface FetchLimits {
  readonly bytes: number
  readonly milliseconds: number
  /** Between two pieces of an answer, and before the first. */
  readonly silentMilliseconds: number
  readonly redirects: number
}

export const FETCH_LIMITS: FetchLimits = {
  bytes: 64e6,
  milliseconds: 120_000,
  silentMilliseconds: 20_000,
  redirects: 5,
}

/**
 * The bytes at an address, within limits; by way of the environment's proxies.
 *
 * @throws NstOnnxError `input`, or the signal's reason
 */
export async function fetchPicture(
  address: URL,
  signal?: AbortSignal,
  limits: FetchLimits = FETCH_LIMITS,
): Promise<Uint8Array> {
  const patience = new AbortController()
  const giveUp = (problem: string) => () => patience.abort(new Error(problem))
  const silence = `the server was silent for ${limits.silentMilliseconds / 1000} s; try again later`
  const whole = `it takes longer than ${limits.milliseconds / 1000} s; download it, and give the file`
  const deadline = setTimeout(giveUp(whole), limits.milliseconds)
  let pause = setTimeout(giveUp(silence), limits.silentMilliseconds)
  const heard = () => {
    clearTimeout(pause)
    pause = setTimeout(giveUp(silence), limits.silentMilliseconds)
  }
  try {
    const both = signal ? AbortSignal.any([signal, patience.signal]) : patience.signal
    const response = await answerOf(address, both, limits.redirects, heard)
    return await bodyOf(response, limits.bytes, heard)
  } catch (cause) {
    signal?.throwIfAborted()
    if (cause instanceof NstOnnxError) throw cause
    const problem = patience.signal.aborted ? patience.signal.reason.message : problemOf(cause, address)
    throw new NstOnnxError('input', `${address}: ${problem}`, { cause })
  } finally {
    clearTimeout(deadline)
    clearTimeout(pause)
    // Lets go of an answer that was not read to its end.
    patience.abort()
  }
}

/** What is wrong with an answer, in words for people. */
class BadAnswer extends Error {}

async function answerOf(address: URL, signal: AbortSignal, redirects: number, heard: () => void): Promise<Response> {
  const headers = { accept: 'image/*' }
  let url = address
  for (let left = redirects; ; left--) {
    const response = await proxyFetch(url.href, { redirect: 'manual', headers, signal })
    heard()
    const location = response.headers.get('location')
    if (response.status < 300 || response.status >= 400 || location === null) return checked(response)
    if (left === 0) throw new BadAnswer(`it leads on more than ${redirects} times; give the address where it ends`)
    url = nextAddress(location, url)
    await response.body?.cancel()
  }
}

function nextAddress(location: string, from: URL): URL {
  if (!URL.canParse(location, from.href)) throw new BadAnswer('it leads on to what is no address; check it')
  const next = new URL(location, from.href)
  if (next.protocol === 'https:' || (next.protocol === 'http:' && from.protocol === 'http:')) return next
  throw new BadAnswer(`it leads on from ${from.protocol} to ${next.protocol}, which is not followed`)
}

function checked(response: Response): Response {
  if (!response.ok) {
    const status = `${response.status} ${response.statusText}`.trim()
    throw new BadAnswer(`the server answered ${status}; check the address`)
  }
  const type = response.headers.get('content-type') ?? ''
  if (/^\s*(text\/html|application\/xhtml)/i.test(type))
    throw new BadAnswer('this is a web page, not a picture; give the address of the picture itself')
  return response
}

async function bodyOf(response: Response, limit: number, heard: () => void): Promise<Uint8Array> {
  const tooLarge = () => new BadAnswer(`it is larger than ${limit / 1e6} MB; download it, and give the file`)
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
function problemOf(error: unknown, { hostname }: URL): string {
  if (error instanceof BadAnswer) return error.message
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
