/** Puts a picture file on the clipboard, as the PNG that it is or is made into. Throws an Error for people where the browser refuses. */
export async function copyPicture(file: Blob): Promise<void> {
  try {
    await navigator.clipboard.write([
      new ClipboardItem({ 'image/png': file.type === 'image/png' ? file : asPng(file) }),
    ])
  } catch (cause) {
    throw new Error('The browser does not let the page copy pictures: save it instead', { cause })
  }
}

async function asPng(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file)
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
  return canvas.convertToBlob({ type: 'image/png' })
}
