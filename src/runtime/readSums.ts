import type { ImageSize } from '../graphs/imageSize.js'
import { maskName } from '../graphs/masks.js'
import type { LossSpecification } from '../graphs/specification.js'
import { layerOf } from '../graphs/taps.js'
import { readsTap, type TermName, targetName, termName } from '../graphs/terms/lossTerm.js'
import type { Sums } from '../graphs/terms/mapSums.js'
import { TERM_KINDS } from '../graphs/terms/termKinds.js'
import { compileStatisticsGraph, partName, summedTerms, TILE } from '../graphs/windowGraphs.js'
import type { Window, WindowPlan } from '../graphs/windowPlan.js'
import { Buffers } from './buffers.js'
import type { Planes } from './lossFunction.js'
import { openSession, output } from './openSession.js'
import type { Session, SessionHost, Tensors } from './sessionHost.js'
import { cutWindow, tileMask } from './windowTensors.js'

/** What a graph of windows is given of a window beside targets: image, tile, masks of regions. */
export function windowInputs(
  { pixels, height, width }: Planes,
  masks: Tensors,
  window: Window,
  plan: WindowPlan,
  buffers: Buffers,
): Tensors {
  const array = (name: string) => (length: number) => buffers.array(name, length)
  const ofMap = (name: string, data: Float32Array, planes: number) => ({
    data: cutWindow({ data, height, width, step: 1 }, window, plan, array(name)),
    dims: [1, planes, plan.size.height, plan.size.width],
  })
  const own = Object.entries(masks).map(([name, { data }]) => [name, ofMap(name, data, 1)] as const)
  const tile = { data: tileMask(window, plan, array(TILE)), dims: [1, 1, plan.size.height, plan.size.width] }
  return { image: ofMap('image', pixels, 3), [TILE]: tile, ...Object.fromEntries(own) }
}

/** A session with the graph that reads a window. */
export function openStatistics(
  host: SessionHost,
  specification: LossSpecification,
  size: ImageSize,
  handOn: readonly string[] = [],
): Promise<Session> {
  return openSession(host, compileStatisticsGraph(specification, size, handOn))
}

/** What the maps of an image add up to at each term that is read by sums, added up over the windows in float64, in their order. */
export async function readSums(
  session: Session,
  specification: LossSpecification,
  plan: WindowPlan,
  image: Planes,
  masks: Tensors,
  {
    signal,
    onWindow,
  }: { readonly signal?: AbortSignal | undefined; readonly onWindow?: (outputs: Tensors) => void } = {},
): Promise<ReadonlyMap<TermName, Sums>> {
  const terms = summedTerms(specification)
  const needed = masksOf({ ...specification, terms: terms.map(({ term }) => term) }, masks)
  const totals = new Map<TermName, Sums>()
  const buffers = new Buffers()
  for (const window of plan.windows) {
    signal?.throwIfAborted()
    const outputs = await session.run(windowInputs(image, needed, window, plan, buffers))
    onWindow?.(outputs)
    for (const { term, sums } of terms) {
      const name = termName(term)
      const values = sums.names.map(sum => [sum, Float64Array.from(output(outputs, partName(term, sum)))] as const)
      const part = {
        positions: output(outputs, partName(term, 'positions'))[0] ?? 0,
        values: Object.fromEntries(values),
      }
      const before = totals.get(name)
      totals.set(name, before ? sums.together(before, part) : part)
    }
  }
  return totals
}

/** Those of the masks that terms of regions are read through. */
export function masksOf({ terms }: LossSpecification, masks: Tensors): Tensors {
  const names = new Set(
    terms.filter(readsTap).flatMap(({ region }) => (region === undefined ? [] : [maskName(region)])),
  )
  return Object.fromEntries(Object.entries(masks).filter(([name]) => names.has(name)))
}

/** Reads off a picture, by windows, the targets of terms that are read by sums, under the names that a loss takes them by. */
export async function readTargetsByWindows(
  host: SessionHost,
  specification: LossSpecification,
  picture: Planes,
  masks: Tensors,
  plan: WindowPlan,
): Promise<Tensors> {
  const session = await openStatistics(host, specification, plan.size)
  try {
    const totals = await readSums(session, specification, plan, picture, masks)
    const targets = summedTerms(specification).flatMap(({ term, sums }) => {
      const total = totals.get(termName(term))
      const values = total ? sums.values(total) : []
      const dims = sums.shape(layerOf(term.tap).outChannels)
      return TERM_KINDS[term.kind].targets.map(
        (target, at) => [targetName(target, term), { data: Float32Array.from(values[at] ?? []), dims }] as const,
      )
    })
    return Object.fromEntries(targets)
  } finally {
    await session.release()
  }
}
