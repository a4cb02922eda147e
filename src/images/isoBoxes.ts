/** A box of the ISO base media file format, which AVIF and HEIF files are made of. */
export interface IsoBox {
  readonly type: string
  readonly data: Uint8Array
}

/** What the first box of a type holds; undefined where there is none. */
export function findBox(all: Iterable<IsoBox>, type: string): Uint8Array | undefined {
  for (const box of all) if (box.type === type) return box.data
  return undefined
}

/** The whole boxes, in order; stops without error where the bytes do. */
export function* isoBoxes(bytes: Uint8Array): Generator<IsoBox> {
  for (let start = 0; start + 8 <= bytes.length; ) {
    const reader = new BytesReader(bytes.subarray(start))
    const short = reader.uint(4)
    const type = reader.text(4)
    const size = short === 1 ? reader.uint(8) : short === 0 ? bytes.length - start : short
    if (size < reader.at || start + size > bytes.length) return
    yield { type, data: bytes.subarray(start + reader.at, start + size) }
    start += size
  }
}

/** Reads on; past the end everything is 0. */
export class BytesReader {
  at = 0

  constructor(private readonly bytes: Uint8Array) {}

  get isOver(): boolean {
    return this.at >= this.bytes.length
  }

  skip(count: number): void {
    this.at += count
  }

  uint(size: number): number {
    let value = 0
    for (let i = 0; i < size; i++) value = 256 * value + (this.bytes[this.at++] ?? 0)
    return value
  }

  text(length: number): string {
    return String.fromCharCode(...Array.from({ length }, () => this.uint(1)))
  }

  /** Reads characters up to a zero byte. */
  string(): string {
    let text = ''
    for (let byte = this.uint(1); byte !== 0; byte = this.uint(1)) text += String.fromCharCode(byte)
    return text
  }
}
