/// <reference lib="dom" />
import { NstOnnxError } from '../errors.js'
import type { Size } from '../images/fitPicture.js'

/** Side of the canvas that is tried, in pixels: browsers that change few pixels change some of so many. */
const TRIED_SIDE = 64
/** Canvases of more pixels are blank on some phones. */
const SURE_PIXELS = 16_000_000

let isFaithful: boolean | undefined

/**
 * Whether this browser gives back the pixels that a page draws. Some add noise to what is read, or put another picture in its place, so
 * that pages cannot tell machines apart.
 */
export function canvasIsFaithful(): boolean {
  isFaithful ??= tryCanvas()
  return isFaithful
}

/** Throws NstOnnxError `failed` in a browser that changes what is read from canvases. */
export function requireFaithfulCanvas(): void {
  if (!canvasIsFaithful()) throw new NstOnnxError('canvas-changed', {})
}

function tryCanvas(): boolean {
  const context = new OffscreenCanvas(TRIED_SIDE, TRIED_SIDE).getContext('2d', { willReadFrequently: true })
  if (!context) return true // there is another message for that
  const drawn = new ImageData(TRIED_SIDE, TRIED_SIDE)
  let value = 1
  for (let i = 0; i < drawn.data.length; i++) {
    value = (Math.imul(value, 1_103_515_245) + 12_345) >>> 0
    // Opaque: what is not would be rounded.
    drawn.data[i] = i % 4 === 3 ? 255 : value >>> 24
  }
  context.putImageData(drawn, 0, 0)
  const { data } = context.getImageData(0, 0, TRIED_SIDE, TRIED_SIDE)
  return data.every((value, i) => value === drawn.data[i])
}

/**
 * A canvas for reading that holds what is drawn onto it: of the size, or of a smaller one with its shape where the browser’s canvases of
 * that size stay blank. Throws an Error where there is none.
 */
export function readableCanvas({ width, height }: Size): OffscreenCanvasRenderingContext2D {
  const context = openCanvas(width, height)
  if (width * height <= SURE_PIXELS || holds(context, width, height)) return context
  const scale = Math.sqrt(SURE_PIXELS / (width * height))
  return openCanvas(Math.max(1, Math.floor(width * scale)), Math.max(1, Math.floor(height * scale)))
}

function openCanvas(width: number, height: number): OffscreenCanvasRenderingContext2D {
  // Read often: kept where reading is exact and needs no GPU.
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('no canvas of this size')
  return context
}

function holds(context: OffscreenCanvasRenderingContext2D, width: number, height: number): boolean {
  context.fillRect(width - 1, height - 1, 1, 1)
  const [, , , alpha] = context.getImageData(width - 1, height - 1, 1, 1).data
  context.clearRect(width - 1, height - 1, 1, 1)
  return alpha === 255
}
