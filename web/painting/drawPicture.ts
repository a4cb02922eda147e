import { type Picture, rgbaFromPicture } from 'nst-onnx'

/** Draws a picture onto a canvas, which takes its size. */
export function drawPicture(canvas: HTMLCanvasElement, picture: Picture): void {
  const { width, height } = picture
  canvas.width = width
  canvas.height = height
  canvas.getContext('2d')?.putImageData(new ImageData(rgbaFromPicture(picture), width, height), 0, 0)
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
