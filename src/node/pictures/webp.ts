import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import decode, { init } from '@jsquash/webp/decode.js'

/**
 * Decodes a WebP file (lossy or lossless, not animated) to RGBA, row by row.
 *
 * jimp's own WebP plugin wraps the same decoder but loads it through `fetch`, which refuses file URLs in Node
 * (jimp issue 1366); so the WebAssembly file is read here.
 */
export async function decodeWebp(bytes: Uint8Array) {
  const wasm = createRequire(import.meta.url).resolve('@jsquash/webp/codec/dec/webp_dec.wasm')
  await init({ wasmBinary: await readFile(wasm) })
  const { data, width, height } = await decode(Uint8Array.from(bytes).buffer)
  return { data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength), width, height }
}
