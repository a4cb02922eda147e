import type { TargetsSpecification } from '../graphs/targetsGraph.js'
import type { Picture } from '../images/picture.js'
import { readTargets } from '../runtime/lossFunction.js'
import type { Tensors } from '../runtime/sessionHost.js'
import { type Plan, planRun } from '../stylize/plan.js'
import type { Platform } from '../stylize/platform.js'
import type { PaintRequest } from '../stylize/request.js'
import { Resources } from '../stylize/resources.js'
import { paint, type StylizeRun, startRun } from '../stylize/stylize.js'

/**
 * Runs one after another that share what they can: decoded pictures, weights, the session host, loaded loss graphs and
 * targets. One that fails leaves the others as they are. Memory is bounded, so that a queue can serve for days.
 */
export interface JobQueue<Input> {
  /** Adds a run. It begins when those before it have ended, and tells and ends as any run does. */
  add(request: PaintRequest<Input>): StylizeRun
  /** In turn as well: everything about a run but its result. Checks options and pictures. Throws as a run does. */
  plan(request: PaintRequest<Input>): Promise<Plan>
  /** In turn as well: Gram matrices and features of any picture, by the network that a request uses. */
  read(
    request: PaintRequest<Input>,
    taps: Pick<TargetsSpecification, 'style' | 'content'>,
    picture: Picture,
  ): Promise<Tensors>
  /** Frees everything once the runs that were added have ended. */
  close(): Promise<void>
}

/** An empty queue on a platform. */
export function createJobQueue<Input>(platform: Platform<Input>): JobQueue<Input> {
  const resources = new Resources(platform)
  let last: Promise<unknown> = Promise.resolve()

  const inTurn = <Value>(perform: () => Promise<Value>): Promise<Value> => {
    const turn = last.then(perform)
    // What failed may have taken its session host with it: the next in turn starts afresh.
    last = turn.catch(() => resources.release())
    return turn
  }

  return {
    add: request => startRun((emit, pause) => inTurn(() => paint(request, resources, emit, pause))),
    plan: request => inTurn(() => planRun(request, resources)),
    read: (request, taps, picture) =>
      inTurn(async () => {
        const { device, threads, network, specification } = await planRun(request, resources)
        const { host } = await resources.workplace(device, threads, network)
        return readTargets(host, { ...taps, pool: specification.pool }, picture)
      }),
    close: () => inTurn(() => resources.release()),
  }
}
