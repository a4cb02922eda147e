import { type Picture, pictureBlob, type Recipe, type Size } from 'nst-onnx'
import { drawBitmap } from '../painting/drawPicture.js'
import { namedFile } from '../pictures/namedFile.js'
import { fileStem } from '../saving/fileName.js'
import { type BegunRun, OWN_START, type Painting, PLACES, type Place, type RestOfRun } from '../state/pageState.js'

/** Long side of the small copy, in pixels. */
const THUMBNAIL_SIDE = 240

/** What there may be of a run besides its picture. */
interface OfRun {
  readonly recipe?: Recipe
  readonly rest?: RestOfRun | undefined
  /** The size of its result. */
  readonly full?: Size | undefined
}

/**
 * A painting as it is kept: a PNG with its recipe inside.
 *
 * @throws NstOnnxError `failed` where the browser cannot encode so many pixels
 */
export async function makePainting(
  { id, before, places, options, blend, regions }: BegunRun,
  image: Picture,
  state: Painting['state'],
  { recipe, rest, full }: OfRun = {},
): Promise<Painting> {
  // These are of the machine, and may be others another time.
  const { device: _device, threads: _threads, ...settings } = options
  const file = await pictureBlob(image, recipe ? { recipe } : {})
  const bitmap = await createImageBitmap(file)
  const { width, height } = image
  const used = PLACES.filter(place => place !== 'start' || options.init === OWN_START)
  const sources = used.flatMap((place): [Place, File][] => {
    const { picture } = places[place]
    return picture ? [[place, namedFile(picture)]] : []
  })
  const names = sources.filter(([place]) => place !== 'start').map(([, { name }]) => name)
  const [thumbnail, beside] = [
    await scaledCopy(bitmap, THUMBNAIL_SIDE),
    await scaledCopy(before, Number.POSITIVE_INFINITY),
  ]
  bitmap.close()
  return {
    id,
    name: fileStem(names),
    width,
    height,
    ...(full && full.width !== width && { full: { width: full.width, height: full.height } }),
    file,
    thumbnail,
    before: beside,
    sources: Object.fromEntries(sources),
    ...(rest && { rest }),
    choices: { options: settings, blend, ...(regions && { regions }) },
    made: Date.now(),
    state,
  }
}

/** A small file of a picture, not larger than it is. */
async function scaledCopy(bitmap: ImageBitmap, longSide: number): Promise<Blob> {
  const scale = Math.min(1, longSide / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  const [width, height] = [bitmap.width, bitmap.height].map(side => Math.max(1, Math.round(side * scale)))
  drawBitmap(canvas, bitmap, width ?? 1, height ?? 1)
  return new Promise((resolve, reject) => {
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('no canvas of this size'))), 'image/jpeg', 0.9)
  })
}
