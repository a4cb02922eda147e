import { NstOnnxError } from '../errors.js'
import type { Picture } from '../images/picture.js'
import { PROCESS_BYTES } from '../memory/memoryNeed.js'
import { readTargets } from '../runtime/readTargets.js'
import { Checkpoints, type StateReading } from '../stylize/checkpoints.js'
import { estimateRun } from '../stylize/estimateRun.js'
import type { StylizeEvent } from '../stylize/events.js'
import { openAhead } from '../stylize/openStage.js'
import { Pause } from '../stylize/pause.js'
import { type Plan, type PlannedRun, picturesOf, plannedRun } from '../stylize/plan.js'
import { planRun } from '../stylize/planRun.js'
import type { Platform } from '../stylize/platform.js'
import { Resources } from '../stylize/resources.js'
import { paint } from '../stylize/stylize.js'
import { carriedError } from './carriedError.js'
import { deviceOfEngine } from './deviceOfEngine.js'
import type { CarriedEvent, EngineSettings, FromEngine, ToEngine } from './messages.js'
import { previewOf } from './previewOf.js'

/** Besides pictures, planning takes no memory to speak of. */
const planningNeed = () => PROCESS_BYTES

/** Pixels of a picture that is copied in no time. */
const SMALL = 2 ** 18

/** The way back to the caller. */
export interface EngineReply {
  /** @param handedOver what the engine need not keep, so that the caller gets it without a copy */
  post(message: FromEngine, handedOver: ArrayBuffer[]): void
  close(): void
}

type Call<Input> = Extract<ToEngine<Input>, { kind: 'call' }>

/** What a call came to, and which of its buffers the engine has no more use for. */
interface Answer {
  readonly value: unknown
  readonly handedOver?: ArrayBuffer[]
}

/** A call on its way. */
class Control {
  readonly id: number
  /** Bytes that the process could have in all for this call. */
  readonly usable: number | undefined
  /** Called when the memory that it has asked for can be had. */
  granted = () => {}
  readonly abort = new AbortController()
  readonly pause = new Pause()
  readonly checkpoints = new Checkpoints()
  /** Reads the latest picture, once there is one. */
  look: (() => Promise<Picture>) | undefined

  constructor({ id, usable }: Pick<Call<unknown>, 'id' | 'usable'>) {
    this.id = id
    this.usable = usable
  }
}

/**
 * The body of an engine's worker: takes the messages of messages.ts, `open` first, and answers them. Calls are carried out as they come; it is
 * for the caller to wait with the next until one has ended.
 */
export function serveEngine<Input>(
  platformOf: (settings: EngineSettings) => Platform<Input>,
  reply: EngineReply,
): (message: ToEngine<Input>) => void {
  let platform: Platform<Input>
  let resources: Resources<Input>
  const controls = new Map<number, Control>()
  const readings = new Map<number, StateReading>()
  let current: Control | undefined
  let released: Promise<void> = Promise.resolve()
  let last: Promise<unknown> = Promise.resolve()

  return message => {
    switch (message.kind) {
      case 'open': {
        const { settings } = message
        const own = platformOf(settings)
        platform = {
          ...own,
          chooseDevice: deviceOfEngine(own.chooseDevice, settings),
          isForOneRun: settings.isForOneRun,
          isAlone: settings.isAlone,
          usableMemory: () => current?.usable,
          takeMemory,
        }
        resources = new Resources(platform)
        return
      }
      case 'call': {
        const control = new Control(message)
        controls.set(message.id, control)
        current = control
        const { signal } = control.abort
        const performed = released.then(() => perform(message, control))
        last = answer(message.id, performed, signal).then(() => controls.delete(message.id))
        return
      }
      case 'granted':
        controls.get(message.run)?.granted()
        return
      case 'release':
        released = resources.release()
        answer(
          message.id,
          released.then(() => ({ value: undefined })),
        )
        return
      case 'look':
        answer(message.id, look(message.run))
        return
      case 'checkpoint':
        answer(message.id, openState(message))
        return
      case 'piece':
        answer(message.id, piece(message))
        return
      case 'read':
        readings.get(message.of)?.close()
        readings.delete(message.of)
        return
      case 'preview':
        answer(message.id, preview(message))
        return
      case 'abort':
        controls.get(message.run)?.abort.abort()
        return
      case 'pause':
        controls.get(message.run)?.pause.hold()
        return
      case 'resume':
        controls.get(message.run)?.pause.release()
        return
      case 'close':
        last.then(() => resources.release()).finally(() => reply.close())
    }
  }

  async function answer(id: number, performed: Promise<Answer>, signal?: AbortSignal): Promise<void> {
    try {
      const { value, handedOver = [] } = await performed
      reply.post({ kind: 'answer', id, value }, handedOver)
    } catch (error) {
      // A run that failed in the midst of its work may have lost its sessions: the next one opens its own. Other errors are about
      // the request, and leave everything as it is.
      if (!(error instanceof NstOnnxError) || error.kind === 'failed') await resources.release()
      reply.post({ kind: 'error', id, error: carriedError(error, signal) }, [])
    }
  }

  async function perform({ id, name, asked }: Call<Input>, control: Control): Promise<Answer> {
    const { signal } = control.abort
    let pixels = Number.POSITIVE_INFINITY
    const tell = (event: CarriedEvent, handedOver: ArrayBuffer[] = []) =>
      reply.post({ kind: 'event', id, event }, handedOver)
    const emit = (event: StylizeEvent) => {
      if (event.event === 'stage') pixels = event.width * event.height
      if (event.event !== 'step') return tell(event)
      const { image, ...step } = event
      const isFirst = control.look === undefined
      control.look = image
      if (!isFirst || pixels > SMALL) return tell(step)
      // It is there at once, before the next evaluation begins.
      void image().then(picture => tell({ ...step, picture }, [picture.pixels.buffer]))
    }
    switch (name) {
      case 'run': {
        const { pause, checkpoints } = control
        const painted = paint({ ...asked.request, signal }, resources, emit, pause, checkpoints, asked.plan)
        const result = await painted.finally(() => checkpoints.end())
        return { value: result, handedOver: [result.image.pixels.buffer] }
      }
      case 'plan': {
        const plan = await planRun({ ...asked, signal }, resources, emit, planningNeed)
        resources.plans.keep(plan)
        return { value: plannedRun(plan) }
      }
      case 'ready': {
        const plan = resources.plans.get(asked)
        if (!plan) return { value: undefined }
        await takeMemory(plan.memoryBytes, signal)
        await openAhead(resources, plan)
        return { value: undefined }
      }
      case 'estimate':
        return { value: await estimateRun({ ...asked, signal }, resources, emit) }
      case 'pictures':
        return {
          value: picturesOf(
            resources.plans.get(asked.plan) ??
              (await planRun({ ...asked.request, signal }, resources, emit, planningNeed)),
          ),
        }
      case 'read': {
        const { device, threads, network, specification } =
          (await withNetwork(asked.plan, signal)) ?? (await planRun({ ...asked.request, signal }, resources, emit))
        const { host } = await resources.workplace(device, threads, network)
        return { value: await readTargets(host, { ...specification, terms: asked.terms }, asked.picture) }
      }
    }
  }

  /** Asks the caller for memory, which the call that is carried out is to take. */
  function takeMemory(bytes: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const asking = current
      if (!asking || signal?.aborted) return reject(signal?.reason)
      const stop = () => reject(signal?.reason)
      signal?.addEventListener('abort', stop, { once: true })
      asking.granted = () => {
        signal?.removeEventListener('abort', stop)
        resolve()
      }
      reply.post({ kind: 'need', id: asking.id, bytes }, [])
    })
  }

  /** A plan with its network, where that is at hand. */
  async function withNetwork(
    plan: PlannedRun | undefined,
    signal: AbortSignal,
  ): Promise<Pick<Plan, keyof PlannedRun | 'network'> | undefined> {
    const network = plan && resources.network(plan.features.sha256)
    if (!network) return undefined
    await takeMemory(plan.memoryBytes, signal)
    return { ...plan, network }
  }

  /** Reads the latest picture of a run; nothing while there is none. */
  async function look(run: number): Promise<Answer> {
    const picture = await controls.get(run)?.look?.()
    return { value: picture, ...(picture && { handedOver: [picture.pixels.buffer] }) }
  }

  /** Opens the state of a run; nothing where it ends before there is one. */
  async function openState({ id, run }: { readonly id: number; readonly run: number }): Promise<Answer> {
    const reading = await controls.get(run)?.checkpoints.open()
    if (reading) readings.set(id, reading)
    return { value: reading?.pieces }
  }

  async function piece({ of, at }: { readonly of: number; readonly at: number }): Promise<Answer> {
    const bytes = readings.get(of)?.piece(at)
    return { value: bytes, ...(bytes && { handedOver: [bytes.buffer] }) }
  }

  /** Makes a file of a picture; nothing where a run has none yet. */
  async function preview({ of, preview }: Extract<ToEngine<Input>, { kind: 'preview' }>): Promise<Answer> {
    const picture = typeof of === 'number' ? await controls.get(of)?.look?.() : of
    if (!picture) return { value: undefined }
    const bytes = await previewOf(picture, preview, platform)
    return { value: bytes, handedOver: [bytes.buffer] }
  }
}
