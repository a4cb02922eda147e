import { type ErrorJson, NstOnnxError } from '../../errors.js'
import { dependency } from '../dependency.js'

/** The body of the process in which jimp decodes: see openWithJimp.ts. */

/** What it is sent, once. */
export interface JimpRequest {
  readonly bytes: Uint8Array
  readonly format: string
}

/** The picture as RGBA, what jimp says of the file, or why there is no jimp. */
export type JimpAnswer =
  | { readonly data: Uint8Array; readonly width: number; readonly height: number }
  | { readonly fault: string }
  | { readonly failure: ErrorJson }

type JimpPicture = Extract<JimpAnswer, { readonly data: Uint8Array }>

process.once('message', async ({ bytes, format }: JimpRequest) => {
  process.send?.(await decoded(bytes, format), () => process.disconnect())
})

async function decoded(bytes: Uint8Array, format: string): Promise<JimpAnswer> {
  try {
    const { defaultFormats } = await dependency(import('jimp'))
    const codec = defaultFormats.map(create => create()).find(({ mime }) => mime === `image/${format}`)
    // jimp's decoders and not its `Jimp.read`, which turns JPEG files upright but no others.
    const { data, width, height } = (await codec?.decode(Buffer.from(bytes) as never)) as JimpPicture
    return { data, width, height }
  } catch (error) {
    if (error instanceof NstOnnxError) return { failure: error.toJSON() }
    // Each decoder throws what it likes, strings and numbers included.
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}
