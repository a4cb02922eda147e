/// <reference lib="dom" />
import { absoluteUrl } from './absoluteUrl.js'

/** The bytes at an address, relative to the page. Throws an Error with a few words on what is wrong, or the signal's reason. */
export async function fetchBytes(address: string | URL, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  let response: Response
  try {
    response = await fetch(absoluteUrl(address), signal ? { signal } : {})
    if (response.ok) return new Uint8Array(await response.arrayBuffer())
  } catch (cause) {
    signal?.throwIfAborted()
    throw new Error(`cannot be fetched (${cause instanceof Error ? cause.message : cause}); check the address`, {
      cause,
    })
  }
  throw new Error(`the server answered ${`${response.status} ${response.statusText}`.trim()}; check the address`)
}
