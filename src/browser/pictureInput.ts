/// <reference lib="dom" />
import type { TaggedInput } from '../requests/inputs.js'

/** A picture file: its address, relative to the page, a `File` or other `Blob`, or its bytes, tagged or not; or pixels. */
export type PictureInput = string | URL | Blob | Uint8Array | Tagged<Uint8Array | string> | ImageBitmap | ImageData

type Tagged<Bytes> = Exclude<TaggedInput<Bytes>, { readonly path: string }>

/** An input as it stands in a request that was checked: a worker can be sent it. */
export type CarriedInput = Blob | Tagged<Uint8Array> | ImageBitmap | ImageData
