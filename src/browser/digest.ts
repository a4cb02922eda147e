/// <reference lib="dom" />
import { NstOnnxError } from '../errors.js'
import { type NetworkTensors, namedTensors } from '../weights/layerWeights.js'

/** A hash in hexadecimal. Throws NstOnnxError `failed` on a page that is not secure: browsers do not hash there. */
export async function digest(algorithm: 'SHA-1' | 'SHA-256', ...parts: readonly Uint8Array[]): Promise<string> {
  // The type says that it is there; a page that is not secure disagrees.
  const subtle: SubtleCrypto | undefined = crypto.subtle
  if (!subtle) throw new NstOnnxError('page-insecure', {})
  const hash = await subtle.digest(algorithm, joined(parts))
  return Array.from(new Uint8Array(hash), byte => byte.toString(16).padStart(2, '0')).join('')
}

/** Git's object id of a file with these bytes. */
export function gitBlobSha1(bytes: Uint8Array): Promise<string> {
  return digest('SHA-1', new TextEncoder().encode(`blob ${bytes.length}\0`), bytes)
}

/** SHA-256 of the tensors' little-endian float32 values, in the order of `namedTensors`. */
export function networkSha256(network: NetworkTensors): Promise<string> {
  const tensors = Array.from(namedTensors(network), ([, values]) => values)
  return digest(
    'SHA-256',
    ...tensors.map(values => new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  )
}

/** The browser hashes one piece of memory only. */
function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
