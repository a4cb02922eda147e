import { createHash } from 'node:crypto'
import { type NetworkTensors, namedTensors } from '../../weights/layerWeights.js'

/** Hexadecimal SHA-256 of the tensors' little-endian float32 values, in the order of `namedTensors`. */
export function networkSha256(network: NetworkTensors): string {
  const hash = createHash('sha256')
  for (const [, values] of namedTensors(network)) hash.update(values)
  return hash.digest('hex')
}
