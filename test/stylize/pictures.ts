import { fileURLToPath } from 'node:url'
import { encodePicture, readPicture, resizePicture, type StylizeEvent, type StylizeRun } from 'nst-onnx'
import { fitLongSide } from '../../src/images/fitPicture.js'
import { RecentlyUsed } from '../../src/stylize/recentlyUsed.js'
import { picture } from '../images/grid.js'

const shared = (path: string) => fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url))

export const TUBINGEN = shared('images/tubingen.jpg')
export const STARRY_NIGHT = shared('images/starry_night.jpg')
export const SHARED_WEIGHTS = shared('weights/vgg19.safetensors')

const copies = new RecentlyUsed<Uint8Array>(Number.POSITIVE_INFINITY)

/** A picture file at 128 pixels as the bytes of a PNG: reading the whole picture takes longer than a small run. */
export function small(path: string): Promise<Uint8Array> {
  return copies.get(path, () => shrunk(path))
}

async function shrunk(path: string): Promise<Uint8Array> {
  const picture = await readPicture(path)
  const { width, height } = fitLongSide(picture.width, picture.height, 128)
  return encodePicture(resizePicture(picture, width, height), { format: 'png' })
}

/** The bytes of a PNG of this size: red rises to the right, green downwards and, on request, alpha to the right. */
export function png(width: number, height: number, { alpha = false } = {}): Promise<Uint8Array> {
  const ramp = picture(
    width,
    height,
    (channel, x, y) => (channel === 0 ? x / width : channel === 1 ? y / height : 0.5),
    alpha ? x => x / (width - 1) : undefined,
  )
  return encodePicture(ramp, { format: 'png' })
}

/** Every event of a run, in order. */
export async function eventsOf(run: StylizeRun): Promise<StylizeEvent[]> {
  const events: StylizeEvent[] = []
  for await (const event of run) events.push(event)
  return events
}
