import { readFile } from 'node:fs/promises'
import { packageFile } from './packageFile.js'

/** Reads the committed graph of the preset `cmu`. */
export async function exportedGraph(): Promise<Uint8Array> {
  return readFile(packageFile('models/vgg19_losses_grad.onnx'))
}
