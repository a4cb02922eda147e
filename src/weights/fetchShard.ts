import { WeightsError } from './weightsError.js'

/** How long a host may be silent, in milliseconds. */
export interface Patience {
  /** Until it answers a request: after that it counts as no network. */
  readonly answerMs: number
  /** Between two pieces of an answer: after that the connection counts as broken. */
  readonly stallMs: number
}

export interface FetchOptions {
  readonly signal?: AbortSignal | undefined
  readonly patience?: Patience | undefined
  /** Called with the number of bytes held so far. */
  readonly onHeld?: (held: number) => void
}

interface Transfer {
  readonly url: string
  readonly bytes: Uint8Array
  held: number
}

const PATIENCE: Patience = { answerMs: 5_000, stallMs: 15_000 }
const TRIES = 3
const REMEDY = 'try again later, or give a mirror in NST_ONNX_WEIGHTS_MIRROR or a file with --weights FILE'

/**
 * Fetches exactly `size` bytes. A connection that breaks is taken up again where it broke, up to three tries in all; a server
 * that does not know ranges sends everything again.
 * Throws WeightsError: `unreachable`, `http` for an error status, `corrupt` for fewer or more bytes; or the signal's reason.
 */
export async function fetchShard(url: string, size: number, options: FetchOptions = {}): Promise<Uint8Array> {
  const transfer: Transfer = { url, bytes: new Uint8Array(size), held: 0 }
  let outcome: 'ended' | 'broken' = 'ended'
  for (let tries = 0; tries < TRIES; tries++) {
    outcome = await receive(transfer, options)
    if (transfer.held === size) return transfer.bytes
  }
  if (outcome === 'ended') throw wrongSize(transfer, `ends after ${transfer.held}`)
  throw unreachable(url, `broke the connection ${TRIES} times, last at byte ${transfer.held} of ${size}`)
}

/** One request for the bytes still missing. A connection that breaks is an outcome, not an error: what came is held. */
async function receive(transfer: Transfer, options: FetchOptions): Promise<'ended' | 'broken'> {
  const { signal, patience = PATIENCE } = options
  const silence = new AbortController()
  const giveUp = () => silence.abort()
  let timer = setTimeout(giveUp, patience.answerMs)
  let answered = false
  try {
    const response = await ask(transfer, signal ? AbortSignal.any([signal, silence.signal]) : silence.signal)
    answered = true
    clearTimeout(timer)
    timer = setTimeout(giveUp, patience.stallMs)
    if (response.status !== 206) transfer.held = 0
    for await (const piece of response.body ?? []) {
      timer.refresh()
      take(transfer, piece)
      options.onHeld?.(transfer.held)
    }
    return 'ended'
  } catch (error) {
    signal?.throwIfAborted()
    if (!silence.signal.aborted && !isNetworkFailure(error)) throw error
    if (answered) return 'broken'
    if (silence.signal.aborted) throw unreachable(transfer.url, `did not answer within ${patience.answerMs / 1000} s`)
    const code = networkCode(error)
    if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET') return 'broken'
    throw unreachable(transfer.url, networkTrouble(code), error)
  } finally {
    clearTimeout(timer)
    // Lets go of an answer that was not read to its end.
    silence.abort()
  }
}

async function ask(transfer: Transfer, signal: AbortSignal): Promise<Response> {
  // Where a range is asked for, fetch itself asks for an answer that is not compressed, so that it counts the file's bytes.
  const headers: Record<string, string> = transfer.held > 0 ? { range: `bytes=${transfer.held}-` } : {}
  const response = await fetch(transfer.url, { headers, signal })
  if (response.status === 416) throw wrongSize(transfer, `ends after ${transfer.held}`)
  if (!response.ok) {
    const status = `${response.status} ${response.statusText}`.trim()
    throw new WeightsError('http', `${transfer.url} answered ${status}; ${REMEDY}`)
  }
  return response
}

function take(transfer: Transfer, piece: Uint8Array): void {
  if (transfer.held + piece.length > transfer.bytes.length) throw wrongSize(transfer, 'goes on after them')
  transfer.bytes.set(piece, transfer.held)
  transfer.held += piece.length
}

function wrongSize({ url, bytes }: Transfer, what: string): WeightsError {
  return new WeightsError('corrupt', `${url} should have ${bytes.length} bytes and ${what}; ${REMEDY}`)
}

function unreachable(url: string, what: string, cause?: unknown): WeightsError {
  return new WeightsError('unreachable', `${new URL(url).host} ${what}; ${REMEDY}`, { cause })
}

/** fetch's own errors are TypeErrors with a cause; anything else comes from a callback or is a defect. */
function isNetworkFailure(error: unknown): boolean {
  return error instanceof TypeError && error.cause !== undefined
}

/** fetch hides the system's error code in its error's cause. */
function networkCode(error: unknown): string {
  const { cause } = error as { cause?: { code?: string; message?: string } }
  return cause?.code ?? cause?.message ?? String(error)
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
