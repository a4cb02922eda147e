import { type LossSpecification, readOff } from '../graphs/specification.js'
import { parseTap } from '../graphs/taps.js'
import { createLossFunction, type Planes, readTargets } from '../runtime/lossFunction.js'
import type { SessionHost } from '../runtime/sessionHost.js'
import type { SafetensorsFile } from '../weights/safetensors.js'
import { WeightsError } from '../weights/weightsError.js'

/** How far one quantity is from its reference. */
export interface Deviation {
  readonly quantity: string
  /** Relative: of a number |a − b| / |b|, of a tensor ‖a − b‖₂ / ‖b‖₂; of `gradient direction` 1 − cosine. */
  readonly error: number
  readonly limit: number
  readonly ok: boolean
}

/** What a backend of float32 arithmetic is asked for, and one that rounds products to TF32. */
export const LIMITS = { float32: 1e-4, tf32: 5e-3 } as const

/** A gradient that is off by a share e of its length, across its direction, has cosine 1 − e²/2. */
const directionLimit = (limit: number) => Math.max(1e-6, limit ** 2 / 2)

/** Reads a fixture's metadata: `pool`, and `style` and `content` as JSON from tap to weight. Throws WeightsError. */
export function fixtureSpecification({ file, metadata }: SafetensorsFile): LossSpecification {
  const termsOf = (kind: 'style' | 'content') => {
    const entries = Object.entries(JSON.parse(metadata[kind] ?? '{}') as Record<string, number>)
    return entries.map(([name, weight]) => ({ kind, tap: parseTap(name) ?? refuse(file), weight }))
  }
  try {
    const pool = metadata.pool === 'max' || metadata.pool === 'avg' ? metadata.pool : refuse(file)
    return { terms: [...termsOf('style'), ...termsOf('content')], pool }
  } catch {
    return refuse(file)
  }
}

/**
 * Compares loss, terms, Gram matrices and gradient with a fixture's reference values: tensors `image`, `content`, `style`
 * ([1, 3, H, W] in [0, 1]); `loss`, `term.<name>`, `gradient` and, where given, `gram.<tap>` of the image.
 *
 * @param host with the weights of the layers that the fixture needs
 * @param exported the committed graph, used where the fixture is of its specification
 */
export async function checkFixture(
  host: SessionHost,
  fixture: SafetensorsFile,
  specification: LossSpecification,
  limit: number,
  exported?: Uint8Array,
): Promise<Deviation[]> {
  const planes = async (name: string): Promise<Planes> => {
    const { shape, data } = await fixture.tensor(name)
    const [, , height = 0, width = 0] = shape
    return { height, width, pixels: Float32Array.from(data) }
  }
  const image = await planes('image')
  const grams = await readTargets(host, readOff(specification, 'style'), image)
  const loss = await createLossFunction(host, specification, image, exported)
  await loss.setTargets({ content: await planes('content'), style: await planes('style') })
  const evaluation = await loss.lossAndGradient(image.pixels)
  await loss.release()

  const deviations: Deviation[] = []
  const compare = async (quantity: string, values: ArrayLike<number>) => {
    const error = relativeError(values, (await fixture.tensor(quantity)).data)
    deviations.push({ quantity, error, limit, ok: error <= limit })
  }
  await compare('loss', [evaluation.loss])
  for (const term of loss.terms) await compare(`term.${term}`, [evaluation.terms[term] ?? Number.NaN])
  for (const [name, { data }] of Object.entries(grams)) if (fixture.entries.has(name)) await compare(name, data)
  await compare('gradient', evaluation.gradient)
  const error = 1 - cosine(evaluation.gradient, (await fixture.tensor('gradient')).data)
  const direction = directionLimit(limit)
  deviations.push({ quantity: 'gradient direction', error, limit: direction, ok: error <= direction })
  return deviations
}

function refuse(file: string): never {
  throw new WeightsError(
    'file',
    `${file} is no fixture: its metadata must name pool, style and content; see docs/verify.md`,
  )
}

/** ‖a − b‖₂ / ‖b‖₂; infinite where lengths differ or a value is not a number. */
function relativeError(values: ArrayLike<number>, reference: ArrayLike<number>): number {
  if (values.length !== reference.length) return Number.POSITIVE_INFINITY
  let difference = 0
  let norm = 0
  for (let at = 0; at < reference.length; at++) {
    difference += ((values[at] ?? 0) - (reference[at] ?? 0)) ** 2
    norm += (reference[at] ?? 0) ** 2
  }
  const error = Math.sqrt(difference / norm)
  return Number.isNaN(error) ? (difference === 0 ? 0 : Number.POSITIVE_INFINITY) : error
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [product, left, right] = [0, 0, 0]
  for (let at = 0; at < b.length; at++) {
    product += (a[at] ?? 0) * (b[at] ?? 0)
    left += (a[at] ?? 0) ** 2
    right += (b[at] ?? 0) ** 2
  }
  return product / Math.sqrt(left * right)
}
