import { readFile } from 'node:fs/promises'

/** Reads the committed graph of the preset `cmu`. */
export function exportedGraph(): Promise<Uint8Array> {
  return readFile(new URL('../../models/vgg19_losses_grad.onnx', import.meta.url))
}
