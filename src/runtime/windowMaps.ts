import type { LossSpecification } from '../graphs/specification.js'
import { layerOf } from '../graphs/taps.js'
import { compileTargetsGraph } from '../graphs/targetsGraph.js'
import { type TapTerm, targetName } from '../graphs/terms/lossTerm.js'
import { TERM_KINDS } from '../graphs/terms/termKinds.js'
import { TILE } from '../graphs/windowGraphs.js'
import type { WindowPlan } from '../graphs/windowPlan.js'
import { Buffers } from './buffers.js'
import { fromHalves, type Halves, toHalves } from './halfPrecision.js'
import type { Planes } from './lossFunction.js'
import type { MapPrecision } from './mapPrecision.js'
import { openSession } from './openSession.js'
import { masksOf, windowInputs } from './readSums.js'
import type { SessionHost, Tensors } from './sessionHost.js'
import { cutWindow } from './windowTensors.js'

interface KeptMap {
  readonly values: Float32Array | Halves
  readonly dims: readonly number[]
}

/** Holds for each window the maps that its own are compared with. */
export class WindowMaps {
  readonly #precision: MapPrecision
  readonly #maps: Record<string, KeptMap>[]

  constructor(plan: WindowPlan, precision: MapPrecision) {
    this.#precision = precision
    this.#maps = plan.windows.map(() => ({}))
  }

  /** Takes maps of a window over; they replace those of the same name. */
  keep(window: number, maps: Tensors): void {
    const kept = Object.entries(maps).map(([name, { data, dims }]) => [
      name,
      { values: this.#precision === 'half' ? toHalves(data) : data, dims },
    ])
    Object.assign(this.#maps[window] ?? {}, Object.fromEntries(kept))
  }

  of(window: number, buffers: Buffers): Tensors {
    const maps = Object.entries(this.#maps[window] ?? {}).map(([name, { values, dims }]) => [
      name,
      { data: values instanceof Float32Array ? values : fromHalves(values, buffers.array(name, values.length)), dims },
    ])
    return Object.fromEntries(maps)
  }
}

/** Reads maps off a picture, each window by itself; `specification` has terms that compare maps only. */
export async function readMaps(
  host: SessionHost,
  specification: LossSpecification,
  picture: Planes,
  masks: Tensors,
  plan: WindowPlan,
  maps: WindowMaps,
): Promise<void> {
  if (specification.terms.length === 0) return
  const session = await openSession(host, compileTargetsGraph(specification, plan.size))
  const buffers = new Buffers()
  try {
    for (const [index, window] of plan.windows.entries()) {
      const { [TILE]: _tile, ...inputs } = windowInputs(picture, masksOf(specification, masks), window, plan, buffers)
      maps.keep(index, await session.run(inputs))
    }
  } finally {
    await session.release()
  }
}

/** Cuts those of the tensors that are maps of a whole picture into windows. */
export function cutMaps(whole: Tensors, terms: readonly TapTerm[], plan: WindowPlan, maps: WindowMaps): void {
  const found = terms.flatMap(term =>
    TERM_KINDS[term.kind].targets.flatMap(target => {
      const name = targetName(target, term)
      const map = whole[name]
      return map ? [{ name, map, step: 2 ** (layerOf(term.tap).block - 1) }] : []
    }),
  )
  for (const [index, window] of plan.windows.entries()) {
    const parts = found.map(({ name, map: { data, dims }, step }) => {
      const [, channels = 0, height = 0, width = 0] = dims
      const part = cutWindow({ data, height, width, step }, window, plan)
      return [name, { data: part, dims: [1, channels, ...sizeAt(plan, step)] }] as const
    })
    maps.keep(index, Object.fromEntries(parts))
  }
}

const sizeAt = ({ size }: WindowPlan, step: number) => [Math.floor(size.height / step), Math.floor(size.width / step)]
