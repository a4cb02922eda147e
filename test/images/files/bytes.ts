export function join(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap(part => [...part]))
}

export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, letter => letter.charCodeAt(0))
}

export const uint16 = (value: number) => Uint8Array.of(value >> 8, value)
export const uint32 = (value: number) => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value)
export const uint16le = (value: number) => uint16(value).reverse()
export const uint32le = (value: number) => uint32(value).reverse()
