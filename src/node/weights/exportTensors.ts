import { join } from 'node:path'
import { type NetworkTensors, namedTensors } from '../../weights/layerWeights.js'
import { writeAtomically } from './writeAtomically.js'

/**
 * Writes the tensors as the external data of the exported graph: one raw little-endian float32 file each, named
 * `input.scale`, `input.offset`, `conv1_1.weight`, `conv1_1.bias` and so on. Returns their names.
 * Throws NstOnnxError `weights` where the folder cannot be written; a file is whole or absent.
 */
export async function exportTensors(network: NetworkTensors, folder: string): Promise<string[]> {
  const names: string[] = []
  for (const [name, values] of namedTensors(network)) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    await writeAtomically(join(folder, name), bytes, 'make room, or choose another folder')
    names.push(name)
  }
  return names
}
