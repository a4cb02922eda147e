import { type Picture, pictureBlob } from 'nst-onnx'

/** A picture as the file that a run starts from. */
export async function startFile(image: Picture): Promise<File> {
  return new File([await pictureBlob(image)], 'painting-so-far.png', { type: 'image/png' })
}
