import { fitLongSide, type Picture, rgbaFromPicture } from 'nst-onnx'

/** More pixels than a screen shows are drawn smaller: large canvases stay blank on phones. */
const MOST_PIXELS = 4_000_000

/** Draws a picture onto a canvas, which takes its size, or a smaller one of its shape. */
export async function drawPicture(canvas: HTMLCanvasElement, picture: Picture): Promise<void> {
  const { width, height } = picture
  const pixels = new ImageData(rgbaFromPicture(picture), width, height)
  const shown = sizeToDraw(picture)
  if (shown.width === width) {
    canvas.width = width
    canvas.height = height
    canvas.getContext('2d')?.putImageData(pixels, 0, 0)
    return
  }
  const bitmap = await createImageBitmap(pixels)
  drawBitmap(canvas, bitmap, shown.width, shown.height)
  bitmap.close()
}

/** Draws a bitmap onto a canvas of a size, scaled to it. */
export function drawBitmap(canvas: HTMLCanvasElement, bitmap: ImageBitmap, width: number, height: number): void {
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) return
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, width, height)
}

/** The size at which a picture is drawn. */
export function sizeToDraw({ width, height }: { readonly width: number; readonly height: number }) {
  const scale = Math.sqrt(MOST_PIXELS / (width * height))
  return scale >= 1 ? { width, height } : fitLongSide(width, height, Math.round(scale * Math.max(width, height)))
}
