import { expect, test } from 'vitest'
import { decodingBytes, requireDecodingMemory } from '../../src/node/pictures/decodingBytes.js'

const avif = (megapixels: number, depth: 'uchar' | 'ushort') =>
  decodingBytes(new Uint8Array(), 'avif', {
    width: 1000,
    height: 1000 * megapixels,
    channels: 3,
    depth,
    isProgressive: false,
  })

test('an AVIF is read up to 25 megapixels, one of more than 8 bits up to 20', () => {
  requireDecodingMemory('a.avif', avif(24, 'uchar'))
  requireDecodingMemory('a.avif', avif(20, 'ushort'))
  expect(() => requireDecodingMemory('a.avif', avif(26, 'uchar'))).toThrow('a.avif: decoding it would take 416 MB')
  expect(() => requireDecodingMemory('a.avif', avif(21, 'ushort'))).toThrow('no more than 400 MB are spent on that')
})
