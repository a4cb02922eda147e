import { parseRecipe, pictureBlob, type Recipe, readPicture, readRecipe } from 'nst-onnx'
import type { Painting } from '../state/pageState.js'

/** The formats that a painting is saved in, with their endings. */
export const FORMATS = { png: 'png', jpeg: 'jpg', webp: 'webp' } as const
export type Format = keyof typeof FORMATS

/**
 * A painting as a file of a format, with its recipe inside. Throws NstOnnxError `failed` where the browser cannot encode it.
 */
export async function paintingFile(painting: Painting, format: Format): Promise<File> {
  const { file, name } = painting
  const blob = file.type === `image/${format}` ? file : await encoded(painting, format)
  // A browser that writes no WebP gives PNG.
  const ending = FORMATS[Object.keys(FORMATS).find((name): name is Format => blob.type === `image/${name}`) ?? format]
  return new File([blob], `${name}.${ending}`, { type: blob.type })
}

async function encoded(painting: Painting, format: Format): Promise<Blob> {
  const recipe = await paintingRecipe(painting)
  return pictureBlob(await readPicture(painting.file), { format, ...(recipe && { recipe }) })
}

/** The recipe inside a painting; undefined where its run did not come to an end. */
export async function paintingRecipe({ file, name }: Painting): Promise<Recipe | undefined> {
  const text = readRecipe(new Uint8Array(await file.arrayBuffer()))
  return text === undefined ? undefined : parseRecipe(text, name)
}
