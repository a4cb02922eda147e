import { pictureBlob, type StylizeResult } from 'nst-onnx'

/** Downloads a result with its recipe inside. Throws NstOnnxError `failed` where the browser cannot encode it. */
export async function saveResult({ image, recipe }: StylizeResult, format: 'png' | 'jpeg'): Promise<void> {
  const blob = await pictureBlob(image, { format, recipe })
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = fileName([recipe.content?.name, recipe.style?.name], format)
  link.click()
  // The download has its own hold on the bytes once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** Names a result as the command line does: CONTENT-STYLE. */
export function fileName(names: readonly (string | undefined)[], format: 'png' | 'jpeg'): string {
  const stems = names.map(name => name?.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '')).filter(stem => stem)
  return `${stems.join('-') || 'picture'}.${format === 'png' ? 'png' : 'jpg'}`
}
