import { readFile } from 'node:fs/promises'
import { packageFile } from './packageFile.js'

/** Reads the committed graph of the preset `cmu`. */
export async function exportedGraph(): Promise<Uint8Array> {
  // No Buffer: onnx-proto makes more of whatever kind it reads, and Node warns of a Buffer that is made so.
  return Uint8Array.from(await readFile(packageFile('models/vgg19_losses_grad.onnx')))
}
