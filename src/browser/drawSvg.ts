/// <reference lib="dom" />
import { fitLongSide } from '../images/fitPicture.js'

/** A drawing has no pixels of its own: its long side gets what it asks for within these limits, about those of photographs. */
const DRAWING_SIDES = { least: 1024, most: 4096 }

let draw = drawHere

/** Draws an SVG file. Rejects where it is none, and where there is nothing that draws it: in a worker of a page's own. */
export function drawSvg(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  return draw(bytes)
}

/** Has SVG drawn by whoever started the worker that this is called in: a worker has no images that draw it. */
export function drawOutside(): void {
  draw = drawThere
}

async function drawHere(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  const image = new Image()
  const address = URL.createObjectURL(new Blob([bytes], { type: 'image/svg+xml' }))
  try {
    image.src = address
    await image.decode()
    const { naturalWidth, naturalHeight } = image
    const asked = Math.max(naturalWidth, naturalHeight)
    const longSide = Math.min(DRAWING_SIDES.most, Math.max(DRAWING_SIDES.least, asked))
    const { width, height } = fitLongSide(naturalWidth, naturalHeight, longSide)
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas of this size')
    context.drawImage(image, 0, 0, width, height)
    context.getImageData(0, 0, 1, 1) // Throws where the browser keeps what it has drawn to itself.
    return await createImageBitmap(canvas, { premultiplyAlpha: 'none' })
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** What a worker asks for; the port takes the answer. */
export interface DrawingRequest {
  readonly kind: 'drawing'
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly answer: MessagePort
}

type DrawingAnswer = { readonly drawn: ImageBitmap } | { readonly trouble: string }

function drawThere(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }: MessageEvent<DrawingAnswer>) => {
      port1.close()
      if ('drawn' in data) resolve(data.drawn)
      else reject(new Error(data.trouble))
    }
    self.postMessage({ kind: 'drawing', bytes, answer: port2 } satisfies DrawingRequest, { transfer: [port2] })
  })
}

/** Whether a worker's message asks for a drawing. */
export function isDrawingRequest(message: unknown): message is DrawingRequest {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'drawing'
}

/** Draws what a worker has asked for. */
export async function answerDrawing({ bytes, answer }: DrawingRequest): Promise<void> {
  try {
    const drawn = await drawSvg(bytes)
    answer.postMessage({ drawn } satisfies DrawingAnswer, [drawn])
  } catch (error) {
    answer.postMessage({ trouble: (error as Error).message } satisfies DrawingAnswer)
  }
}
