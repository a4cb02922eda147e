import { type LossSpecification, readOff } from '../graphs/specification.js'
import { averageTargets } from '../runtime/averageTargets.js'
import type { Planes } from '../runtime/lossFunction.js'
import { readTargets } from '../runtime/readTargets.js'
import type { SessionHost, Tensors } from '../runtime/sessionHost.js'
import type { SafetensorsFile } from '../weights/safetensors.js'
import { type Fixture, refuse } from './fixture.js'

/** The targets of all terms of a fixture, averaged over its styles, and the masks of its regions on the image. */
export async function fixtureTargets(
  host: SessionHost,
  file: SafetensorsFile,
  fixture: Fixture,
  window?: number,
): Promise<Tensors> {
  const { specification } = fixture
  const image = await picture(file, 'image')
  const masksOf = async ({ terms }: LossSpecification) => {
    const names = new Set(terms.map(regionOf).flatMap(region => (region === undefined ? [] : [`mask.${region}`])))
    const masks = [...names].map(async name => [name, await maskTensor(file, name, image)] as const)
    return Object.fromEntries(await Promise.all(masks))
  }
  const read: Tensors[] = [await masksOf(specification)]
  const contentTerms = readOff(specification, 'content')
  if (contentTerms.terms.length > 0) {
    const content = await picture(file, 'content')
    if (content.height !== image.height || content.width !== image.width)
      refuse(file, 'content and image differ in size')
    read.push(await readTargets(host, contentTerms, content, await masksOf(contentTerms)))
  }
  for (const region of new Set(specification.terms.map(regionOf)))
    read.push(await styleTargets(host, file, fixture, region, window))
  return Object.assign({}, ...read)
}

/** A picture of a fixture. Throws NstOnnxError `weights` where the tensor is none. */
export async function picture(file: SafetensorsFile, name: string): Promise<Planes> {
  const { shape, data } = await file.tensor(name)
  const [count, channels, height = 0, width = 0] = shape
  if (shape.length !== 4 || count !== 1 || channels !== 3) refuse(file, `${name} is [${shape}], not [1,3,height,width]`)
  return { height, width, pixels: Float32Array.from(data) }
}

/** The targets of the terms of one region, or of the whole picture. */
async function styleTargets(
  host: SessionHost,
  file: SafetensorsFile,
  { specification, styles }: Fixture,
  region: string | undefined,
  window: number | undefined,
): Promise<Tensors> {
  const read = readOff(specification, 'style')
  const own: LossSpecification = { ...read, terms: read.terms.filter(term => regionOf(term) === region) }
  if (own.terms.length === 0) return {}
  const shares = styles.get(region) ?? []
  if (shares.length === 0) refuse(file, `its metadata names no styles for ${region ?? 'terms without a region'}`)
  const readings: Tensors[] = []
  for (const { picture: name, mask } of shares) {
    const style = await picture(file, name)
    const masks = region === undefined ? {} : { [`mask.${region}`]: await maskTensor(file, mask, style) }
    readings.push(await readTargets(host, own, style, masks, { window }))
  }
  return averageTargets(
    own,
    readings,
    shares.map(({ share }) => share),
  )
}

/** A mask [1, 1, height, width] on a picture; without a name, all of the picture. */
async function maskTensor(file: SafetensorsFile, name: string | undefined, { height, width }: Planes) {
  const dims = [1, 1, height, width]
  if (name === undefined) return { data: new Float32Array(height * width).fill(1), dims }
  const { shape, data } = await file.tensor(name)
  if (String(shape) !== String(dims)) refuse(file, `${name} is [${shape}], not [${dims}] as its picture`)
  return { data: Float32Array.from(data), dims }
}

const regionOf = (term: LossSpecification['terms'][number]) => ('region' in term ? term.region : undefined)
