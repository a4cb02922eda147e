import { type Convolutions, readingConvolutions } from '../graphs/convolutions.js'
import { type LossSpecification, tapsOf } from '../graphs/specification.js'
import { compileTargetsGraph } from '../graphs/targetsGraph.js'
import { extensionOf } from '../graphs/wholeCells.js'
import { comparedTerms, summedTerms } from '../graphs/windowGraphs.js'
import { windowsOf } from '../graphs/windowPlan.js'
import { withConvolutions } from '../graphs/withConvolutions.js'
import { extendedMasks, extendedPicture } from './extendedLossFunction.js'
import type { EvaluationOptions, Planes } from './lossFunction.js'
import { openSession } from './openSession.js'
import { masksOf, readTargetsByWindows } from './readSums.js'
import type { SessionHost, Tensors } from './sessionHost.js'

/** How targets are read. */
export type ReadingManner = Pick<EvaluationOptions, 'window' | 'convolutions'>

/**
 * Reads off a picture what the terms of a specification compare with, under the names that a loss graph takes it by; nothing for terms
 * on the image itself.
 *
 * @param masks `mask.<region>` [1, 1, height, width] for each region
 * @param how reads by windows and convolutions as `createLossFunction` evaluates by them
 */
export async function readTargets(
  host: SessionHost,
  specification: LossSpecification,
  picture: Planes,
  masks: Tensors = {},
  how: ReadingManner = {},
): Promise<Tensors> {
  const extension = extensionOf(specification, picture)
  if (extension) {
    const larger = extendedPicture(picture, extension)
    return readTargets(host, specification, larger, extendedMasks(masks, picture, extension), how)
  }
  const bySums = { ...specification, terms: summedTerms(specification).map(({ term }) => term) }
  const plan = windowsOf(bySums, picture, how.window)
  if (!plan) return readWhole(host, specification, picture, masks, readingConvolutions(how.convolutions))
  const others = { ...specification, terms: comparedTerms(specification) }
  return {
    ...(await readTargetsByWindows(host, bySums, picture, masks, plan)),
    ...(await readWhole(host, others, picture, masks)),
  }
}

async function readWhole(
  host: SessionHost,
  specification: LossSpecification,
  picture: Planes,
  masks: Tensors,
  convolutions: Convolutions = 'direct',
): Promise<Tensors> {
  if (tapsOf(specification).length === 0) return {}
  const { height, width, pixels } = picture
  const session = await openSession(
    host,
    withConvolutions(compileTargetsGraph(specification, { height, width }), convolutions),
    { use: 'once' },
  )
  try {
    return await session.run({ image: { data: pixels, dims: [1, 3, height, width] }, ...masksOf(specification, masks) })
  } finally {
    await session.release()
  }
}
