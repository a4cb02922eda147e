import { jpegSegments, startsWith } from './chunks.js'

/** What a JPEG's frame header says. */
export interface JpegFrame {
  /** The marker, as `c0`: how it is coded. */
  readonly kind: string
  /** Bits a colour. */
  readonly bits: number
  readonly width: number
  readonly height: number
  /** Each component's identifier and sampling factors, across and down. */
  readonly components: readonly { readonly id: number; readonly across: number; readonly down: number }[]
}

/** Markers between the first frame's and the last's that are none: tables, and one that is reserved. */
const NO_FRAMES = ['c4', 'c8', 'cc']

/** Reads the frame header of a JPEG file; undefined where there is none. */
export function jpegFrame(jpeg: Uint8Array): JpegFrame | undefined {
  for (const { type, data } of jpegSegments(jpeg)) {
    if (!/^c[0-9a-f]$/.test(type) || NO_FRAMES.includes(type) || data.length < 6) continue
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
    const components = Array.from({ length: view.getUint8(5) }, (_, i) => {
      const [id = 0, factors = 0x11] = data.subarray(6 + 3 * i)
      return { id, across: factors >> 4, down: factors & 15 }
    })
    return { kind: type, bits: view.getUint8(0), height: view.getUint16(1), width: view.getUint16(3), components }
  }
  return undefined
}

/** Reads what Adobe's segment says of the colours of a JPEG file: 0 none, 1 YCbCr, 2 YCCK. Undefined where there is none. */
export function adobeTransform(jpeg: Uint8Array): number | undefined {
  for (const { type, data } of jpegSegments(jpeg)) if (type === 'ee' && startsWith(data, 'Adobe')) return data[11]
  return undefined
}
