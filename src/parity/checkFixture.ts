import type { Convolutions } from '../graphs/convolutions.js'
import { readOff } from '../graphs/specification.js'
import { createLossFunction } from '../runtime/createLossFunction.js'
import { readTargets } from '../runtime/readTargets.js'
import type { SessionHost } from '../runtime/sessionHost.js'
import type { SafetensorsFile } from '../weights/safetensors.js'
import { type Deviation, directionError, directionLimit, type ParityLimits, relativeError } from './deviation.js'
import type { Fixture } from './fixture.js'
import { fixtureTargets, picture } from './fixtureTargets.js'
import { nearbyGradient } from './nearbyGradient.js'

/**
 * Compares loss, terms, Gram matrices and gradient with a fixture's reference values; docs/verify.md says what it holds.
 *
 * @param host with the weights of the layers that the fixture needs
 * @param options.exported the committed graph, used where the fixture is of its specification
 * @param options.window evaluates and reads by windows that are so long and wide beside their halo
 * @param options.convolutions how the evaluation's convolutions are computed; `direct` by default
 * @throws NstOnnxError `weights` where the file lacks a tensor or has one of another shape
 */
export async function checkFixture(
  host: SessionHost,
  file: SafetensorsFile,
  fixture: Fixture,
  limits: ParityLimits,
  {
    exported,
    window,
    convolutions,
  }: {
    readonly exported?: Uint8Array
    readonly window?: number | undefined
    readonly convolutions?: Convolutions | undefined
  } = {},
): Promise<{ readonly deviations: readonly Deviation[]; readonly windows: number }> {
  const { specification } = fixture
  const image = await picture(file, 'image')
  const deviations: Deviation[] = []
  const compare = (
    quantity: string,
    values: ArrayLike<number>,
    reference: ArrayLike<number>,
    limit = limits.value,
    note?: string,
  ) => {
    const error = relativeError(values, reference)
    deviations.push({ quantity, error, limit, ok: error <= limit, ...(note && { note }) })
  }

  const targets = await fixtureTargets(host, file, fixture, window)
  const loss = await createLossFunction(host, specification, image, exported, { window, convolutions, leastTiles: 1 })
  try {
    await loss.bindTargets(targets)
    const evaluation = await loss.lossAndGradient(image.pixels)
    compare('loss', [evaluation.loss], (await file.tensor('loss')).data)
    const terms = await fixture.terms()
    for (const name of loss.terms)
      compare(`term.${name}`, [evaluation.terms[name] ?? Number.NaN], [terms[name] ?? Number.NaN])

    const hasGrams = [...file.entries.keys()].some(name => name.startsWith('gram.'))
    const read = hasGrams
      ? await readTargets(host, readOff(specification, 'style'), image, {}, { window, convolutions })
      : {}
    for (const [name, { data }] of Object.entries(read))
      if (file.entries.has(name)) compare(name, data, (await file.tensor(name)).data)

    const reference = (await file.tensor('gradient')).data
    const { gradient: limit } = limits
    const { gradient, distance } = await nearbyGradient(loss, image.pixels, evaluation.gradient, reference, limit)
    const note = distance > 0 ? `at an image ${distance.toExponential(0)} beside it, where maxima tie` : undefined
    compare('gradient', gradient, reference, limit, note)
    const error = directionError(gradient, reference)
    const most = directionLimit(limit)
    deviations.push({ quantity: 'gradient direction', error, limit: most, ok: error <= most })
    return { deviations, windows: loss.windows }
  } finally {
    await loss.release()
  }
}
