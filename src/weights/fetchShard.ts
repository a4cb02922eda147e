import { NstOnnxError } from '../errors.js'

/** How long a host may be silent, in milliseconds. */
export interface Patience {
  /** The longest wait for an answer to a request: after that there is no network. */
  readonly answerMs: number
  /** The longest silence between two pieces of an answer: after that the connection counts as broken. */
  readonly stallMs: number
}

export interface FetchOptions {
  /** Codes of what goes wrong. Node's by default. */
  readonly codes?: DownloadCodes | undefined
  readonly signal?: AbortSignal | undefined
  readonly patience?: Patience | undefined
  /** Default: the platform's own. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Called with the number of bytes held so far. */
  readonly onHeld?: (held: number) => void
}

/** What goes wrong with a download: a page has other remedies than Node. */
export interface DownloadCodes {
  readonly unreachable: 'weights-unreachable' | 'weights-unreachable-in-page'
  readonly http: 'weights-http' | 'weights-http-in-page'
  readonly size: 'weights-corrupt-size' | 'weights-corrupt-size-in-page'
}

const DOWNLOAD_CODES: DownloadCodes = {
  unreachable: 'weights-unreachable',
  http: 'weights-http',
  size: 'weights-corrupt-size',
}

export const DOWNLOAD_CODES_IN_PAGE: DownloadCodes = {
  unreachable: 'weights-unreachable-in-page',
  http: 'weights-http-in-page',
  size: 'weights-corrupt-size-in-page',
}

interface Transfer {
  readonly url: string
  readonly codes: DownloadCodes
  readonly bytes: Uint8Array<ArrayBuffer>
  held: number
}

const PATIENCE: Patience = { answerMs: 5_000, stallMs: 15_000 }
const TRIES = 3

/**
 * Fetches exactly `size` bytes. A connection that breaks is taken up again where it broke, up to three tries in all; a server
 * that does not know ranges sends everything again.
 * Throws NstOnnxError by one of `codes`, or the signal's reason.
 */
export async function fetchShard(url: string, size: number, options: FetchOptions): Promise<Uint8Array<ArrayBuffer>> {
  const transfer: Transfer = { url, codes: options.codes ?? DOWNLOAD_CODES, bytes: new Uint8Array(size), held: 0 }
  let outcome: 'ended' | 'broken' = 'ended'
  for (let tries = 0; tries < TRIES; tries++) {
    outcome = await receive(transfer, options)
    if (transfer.held === size) return transfer.bytes
  }
  if (outcome === 'ended') throw wrongSize(transfer, `ends after ${transfer.held}`)
  throw unreachable(transfer, `broke the connection ${TRIES} times, last at byte ${transfer.held} of ${size}`)
}

/** One request for the bytes still missing. A connection that breaks is an outcome, not an error: what came is held. */
async function receive(transfer: Transfer, options: FetchOptions): Promise<'ended' | 'broken'> {
  const { signal, patience = PATIENCE } = options
  const silence = new AbortController()
  const giveUp = () => silence.abort()
  let timer = setTimeout(giveUp, patience.answerMs)
  let answered = false
  try {
    const response = await ask(
      transfer,
      signal ? AbortSignal.any([signal, silence.signal]) : silence.signal,
      options.fetch ?? globalThis.fetch,
    )
    answered = true
    if (response.status !== 206) transfer.held = 0
    // Not `for await`: Safari's streams cannot be iterated over.
    const reader = response.body?.getReader()
    for (;;) {
      clearTimeout(timer)
      timer = setTimeout(giveUp, patience.stallMs)
      const { value: piece } = (await reader?.read().catch(brokenOff)) ?? {}
      if (!piece) return 'ended'
      take(transfer, piece)
      options.onHeld?.(transfer.held)
    }
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof NetworkFailure)) throw error
    if (answered) return 'broken'
    if (silence.signal.aborted) throw unreachable(transfer, `did not answer within ${patience.answerMs / 1000} s`)
    const code = networkCode(error.cause)
    if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET') return 'broken'
    throw unreachable(transfer, networkTrouble(code), error.cause)
  } finally {
    clearTimeout(timer)
    // Lets go of an answer that was not read to its end.
    silence.abort()
  }
}

async function ask(transfer: Transfer, signal: AbortSignal, fetch: typeof globalThis.fetch): Promise<Response> {
  // Where a range is asked for, fetch itself asks for an answer that is not compressed, so that it counts the file's bytes.
  const headers: Record<string, string> = transfer.held > 0 ? { range: `bytes=${transfer.held}-` } : {}
  const response = await fetch(transfer.url, { headers, signal }).catch(brokenOff)
  if (response.status === 416) throw wrongSize(transfer, `ends after ${transfer.held}`)
  if (!response.ok) {
    const status = `${response.status} ${response.statusText}`.trim()
    throw new NstOnnxError(transfer.codes.http, { url: transfer.url, status })
  }
  return response
}

function take(transfer: Transfer, piece: Uint8Array): void {
  if (transfer.held + piece.length > transfer.bytes.length) throw wrongSize(transfer, 'goes on after them')
  transfer.bytes.set(piece, transfer.held)
  transfer.held += piece.length
}

function wrongSize({ url, codes, bytes }: Transfer, found: string): NstOnnxError {
  return new NstOnnxError(codes.size, { url, bytes: bytes.length, found })
}

function unreachable({ url, codes }: Transfer, trouble: string, cause?: unknown): NstOnnxError {
  return new NstOnnxError(codes.unreachable, { host: new URL(url).host, trouble }, { cause })
}

/** What fetch or its stream threw, which a callback's error must not be taken for. */
class NetworkFailure extends Error {}

function brokenOff(cause: unknown): never {
  if (cause instanceof NstOnnxError) throw cause
  throw new NetworkFailure('the connection failed', { cause })
}

/** Node's fetch hides the system's error code in its error's cause; a browser's tells next to nothing. */
function networkCode(error: unknown): string {
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message?: string }
  return cause?.code ?? cause?.message ?? message ?? String(error)
}

function networkTrouble(code: string): string {
  switch (code) {
    case 'ECONNREFUSED':
      return 'refused the connection'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'cannot be found (no network?)'
    default:
      return `cannot be reached (${code})`
  }
}
