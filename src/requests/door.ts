import { type InputRole, NstOnnxError } from '../errors.js'
import type { TaggedFile } from './inputs.js'
import type { Limits } from './limits.js'

/** How a platform takes what stands in a request for a file, and what it allows. */
export interface Door<Input> {
  readonly limits: Limits
  /** Throws NstOnnxError `usage` for what is no picture, and for one that is not to be read here. */
  picture(input: unknown, role: InputRole): Input
  /** Any but the words of the option. Throws as `picture` does. */
  weights(file: unknown): TaggedFile
  /** The path of a checkpoint's file; undefined for what is none. Absent where there are no files. Throws as `picture` does. */
  checkpointPath?(file: unknown): string | undefined
  /** The bytes that a text stands for; undefined where it is not base64. */
  fromBase64(text: string): Uint8Array | undefined
}

/** Takes a picture. Errors say which one is at fault. */
export function checkedPicture<Input>(picture: unknown, input: InputRole, door: Door<Input>): Input {
  try {
    return door.picture(picture, input)
  } catch (error) {
    throw error instanceof NstOnnxError ? error.with({ input }) : error
  }
}
