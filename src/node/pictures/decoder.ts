import type { Size } from '../../images/fitPicture.js'
import type { Picture } from '../../images/picture.js'

/** How a picture is decoded. */
export interface DecodeOptions {
  /** Exactly so large; by default as the file has it. */
  readonly size?: Size | undefined
  /** Gives up at once. */
  readonly signal?: AbortSignal | undefined
}

/** A decoder's view of a file. */
export interface Decoder extends Size {
  readonly decoder: string
  /** Decodes a picture that has at least as many pixels each way as the size, or as the file. */
  decode(options: DecodeOptions): Promise<Picture>
  /** The most that this takes for a size. */
  decodingBytes(size: Size): number
}
