import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { NstOnnxError } from '../errors.js'
import { FETCH_LIMITS, fetchPicture } from '../node/network/fetchPicture.js'
import { isPublicAddress } from './isPublicAddress.js'

/** Whether an address may be asked. */
export type Allowed = (address: URL) => boolean

/**
 * Fetches a picture for a stranger: from addresses that are allowed, on hosts of the public network only, wherever they lead on. The
 * connection goes to the very address that was looked at, and by way of no proxy.
 *
 * @param limit most bytes
 * @throws NstOnnxError `address-not-allowed`, `address-private`, or as fetching does
 */
export async function fetchAllowed(
  address: URL,
  isAllowed: Allowed,
  limit: number,
  signal: AbortSignal,
  isPublic = isPublicAddress,
): Promise<Uint8Array> {
  const { Agent, fetch: fetchBy } = await import('undici')
  const dispatcher = new Agent({ connect: { lookup: lookupOf(isPublic) } })
  const require = (url: URL) => {
    if (url.username !== '' || url.password !== '' || !isAllowed(url))
      throw new NstOnnxError('address-not-allowed', { name: url.origin })
    const host = url.hostname.replace(/^\[|\]$/g, '')
    // What is a number already is not looked up.
    if (isIP(host) && !isPublic(host)) throw new NstOnnxError('address-private', { name: url.origin })
  }
  // Node's own fetch is undici's too, but the types of the two are declared apart.
  const fetchHere = ((input: string, init: object) =>
    fetchBy(input, { ...init, dispatcher })) as unknown as typeof fetch
  try {
    const limits = { ...FETCH_LIMITS, bytes: Math.min(limit, FETCH_LIMITS.bytes) }
    return await fetchPicture(address, signal, limits, { fetch: fetchHere, require })
  } catch (error) {
    throw privateCause(error) ?? error
  } finally {
    await dispatcher.destroy()
  }
}

/** Looks a host up, and fails where any of its addresses is not public. */
function lookupOf(isPublic: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0)
      const [first] = addresses
      if (!first || !addresses.every(({ address }) => isPublic(address)))
        return callback(new NstOnnxError('address-private', { name: hostname }), '', 0)
      if (options.all) return callback(null, addresses)
      callback(null, first.address, first.family)
    })
  }
}

/** The refusal of a host, which the fetch has wrapped. */
function privateCause(error: unknown): NstOnnxError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof NstOnnxError && cause.code === 'address-private') return cause
  return undefined
}
