import type { PreviewOptions } from '../engine/messages.js'
import { previewOf } from '../engine/previewOf.js'
import type { OutputFormat } from '../images/outputFormat.js'
import { readRecipe } from '../images/recipe.js'
import { decodePicture } from '../node/pictures/decodePicture.js'
import { encodePicture } from '../node/pictures/encodePicture.js'
import { pictureFile } from '../node/pictures/savePicture.js'
import type { Recipe } from '../recipes/recipe.js'
import type { BlobStore } from './blobStore.js'
import { type PictureFacts, resultBlob } from './jobRecord.js'

/** A picture as a file in the store. */
export interface ResultFile {
  readonly blob: string
  readonly bytes: number
  readonly etag: string
}

/** Files of results: a job keeps a PNG, and other formats are made of it when they are asked for, one at a time. */
export class ResultFiles {
  readonly #blobs: BlobStore
  #making: Promise<unknown> = Promise.resolve()

  constructor(blobs: BlobStore) {
    this.#blobs = blobs
  }

  /** Returns a job's picture in a format. Throws as encoding does. */
  async of(folder: string, picture: PictureFacts, format: OutputFormat): Promise<ResultFile> {
    const etag = `"${picture.sha256.slice(0, 32)}-${format}"`
    const blob = resultBlob(picture, format)
    if (format === 'png') return { blob, bytes: picture.bytes, etag }
    const known = await this.#blobs.size(folder, blob)
    if (known !== undefined) return { blob, bytes: known, etag }
    const made = this.#making.then(() => this.#make(folder, picture, format))
    this.#making = made.catch(() => {})
    return { blob, bytes: await made, etag }
  }

  /** Makes a file of a job's picture, of any size and format. Throws as encoding does. */
  async preview(folder: string, picture: PictureFacts, options: PreviewOptions): Promise<Uint8Array> {
    const { blob } = await this.of(folder, picture, 'png')
    const png = await this.#blobs.read(folder, blob)
    if (!png) throw new Error('a result is gone')
    return previewOf(await decodePicture(png, blob), options, { encodePicture })
  }

  async #make(folder: string, picture: PictureFacts, format: OutputFormat): Promise<number> {
    const blob = resultBlob(picture, format)
    const known = await this.#blobs.size(folder, blob)
    if (known !== undefined) return known
    const source = resultBlob(picture, 'png')
    const png = await this.#blobs.read(folder, source)
    if (!png) throw new Error('a result is gone')
    const recipe = readRecipe(png)
    const file = await pictureFile(await decodePicture(png, source), format, {
      ...(recipe !== undefined && { recipe: JSON.parse(recipe) as Recipe }), // written by this package
    })
    return this.#blobs.write(folder, blob, [file])
  }
}
