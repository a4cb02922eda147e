import type { LossSpecification } from '../graphs/specification.js'
import { layerOf } from '../graphs/taps.js'
import { compileTargetsGraph } from '../graphs/targetsGraph.js'
import { type TapTerm, targetName } from '../graphs/terms/lossTerm.js'
import { TERM_KINDS } from '../graphs/terms/termKinds.js'
import { TILE } from '../graphs/windowGraphs.js'
import type { WindowPlan } from '../graphs/windowPlan.js'
import type { Planes } from './lossFunction.js'
import { openSession } from './openSession.js'
import { masksOf, windowInputs } from './readSums.js'
import type { SessionHost, Tensors } from './sessionHost.js'
import { cutWindow } from './windowTensors.js'

/** Of each window, the maps that its own are compared with. */
export type WindowMaps = readonly Tensors[]

/** Reads the maps off a picture, each window by itself; `specification` has terms that compare maps only. */
export async function readMaps(
  host: SessionHost,
  specification: LossSpecification,
  picture: Planes,
  masks: Tensors,
  plan: WindowPlan,
): Promise<WindowMaps> {
  if (specification.terms.length === 0) return []
  const session = await openSession(host, compileTargetsGraph(specification, plan.size))
  const maps: Tensors[] = []
  try {
    for (const window of plan.windows) {
      const { [TILE]: _tile, ...inputs } = windowInputs(picture, masksOf(specification, masks), window, plan)
      maps.push(await session.run(inputs))
    }
    return maps
  } finally {
    await session.release()
  }
}

/** Cuts maps of a whole picture into windows. */
export function cutMaps(whole: Tensors, terms: readonly TapTerm[], plan: WindowPlan): WindowMaps {
  const maps = terms.flatMap(term =>
    TERM_KINDS[term.kind].targets.flatMap(target => {
      const name = targetName(target, term)
      const map = whole[name]
      return map ? [{ name, map, step: 2 ** (layerOf(term.tap).block - 1) }] : []
    }),
  )
  return plan.windows.map(window => {
    const parts = maps.map(({ name, map: { data, dims }, step }) => {
      const [, channels = 0, height = 0, width = 0] = dims
      const part = cutWindow({ data, height, width, step }, window, plan)
      return [name, { data: part, dims: [1, channels, ...sizeAt(plan, step)] }] as const
    })
    return Object.fromEntries(parts)
  })
}

const sizeAt = ({ size }: WindowPlan, step: number) => [Math.floor(size.height / step), Math.floor(size.width / step)]
