import { NstOnnxError } from '../errors.js'
import type { LossTerm } from '../graphs/terms/lossTerm.js'
import type { Picture } from '../images/picture.js'
import type { CheckedRequest, PaintRequest } from '../requests/request.js'
import type { Tensors } from '../runtime/sessionHost.js'
import type { Estimate } from '../stylize/estimateRun.js'
import type { PlannedRun } from '../stylize/plan.js'
import type { RunPictures } from '../stylize/runPictures.js'
import { EngineLine, type EngineWorker } from './engineLine.js'
import type { EngineOptions } from './engineOptions.js'
import { EngineRun, type StylizeRun } from './engineRun.js'
import { LEDGER, type MemoryAccount } from './memoryLedger.js'
import type { CallName, Calls, CarriedEvent, EngineSettings, ToEngine } from './messages.js'
import type { Encoder } from './previewOf.js'
import { Turns } from './turns.js'

/** Long enough for whoever looks at a picture before asking for the next. */
const IDLE_SECONDS = 300

/** How a call is told and given up. */
interface CallManner<Carried> {
  readonly signal?: AbortSignal | undefined
  readonly run?: EngineRun<Carried>
  readonly onEvent?: ((event: CarriedEvent) => void) | undefined
}

/** How an engine's platform makes one. Its worker is told of pictures in the form that a checked request has them in. */
export interface EnginePlatform<Carried> extends Encoder {
  startWorker(settings: EngineSettings): EngineWorker<Carried>
  /** What the worker is started with. Throws NstOnnxError `usage` and `device`. */
  settings(): Promise<EngineSettings>
  /** Bytes that the process could have in all, where its engines hold so many already; absent where that cannot be known. */
  usableMemory?(heldBytes: number): number
  /** Checks any request, before the worker is told of it. Throws NstOnnxError `usage`. */
  check(request: unknown): CheckedRequest<Carried>
}

/**
 * One worker that holds whole runs: pictures, network, sessions, optimiser, encoding. Whoever calls it posts requests and gets
 * events. Calls take turns, in the order in which they were made, and share what they can. A worker that was lost is started anew
 * for the next call.
 */
export interface Engine<Input> {
  /**
   * Checks a request, of which nothing may be known, as all calls do before anything is read. Returns it in the one form that runs
   * read. Throws NstOnnxError `usage`, which names the option or picture that is at fault.
   */
  check(request: unknown): PaintRequest<Input>
  /**
   * Carries out a run, in its turn. Returns at once; what is wrong rejects its `result`.
   *
   * @param plan of this very request, so that its pictures are not read again; it serves one run
   */
  run(request: PaintRequest<Input>, plan?: PlannedRun | undefined): StylizeRun
  /**
   * Says everything about a run but its result. Checks options and pictures, and gets the features. Throws as a run does.
   *
   * @param onEvent is told of a download, and of fitting
   */
  plan(request: PaintRequest<Input>, onEvent?: (event: CarriedEvent) => void): Promise<PlannedRun>
  /** Says what a run would take: see `Estimate`. Throws as a run does. */
  estimate(request: PaintRequest<Input>): Promise<Estimate>
  /** Reads a run's inputs, at the sizes that it uses. Throws as a run does. */
  pictures(request: PaintRequest<Input>, plan?: PlannedRun): Promise<RunPictures>
  /** Reads what terms read off any picture, by the network that a request uses: see `readTargets`. Throws as a run does. */
  read(request: PaintRequest<Input>, terms: readonly LossTerm[], picture: Picture, plan?: PlannedRun): Promise<Tensors>
  /**
   * Starts the worker ahead of the first call, which then begins sooner: in a page ONNX Runtime's WebAssembly is fetched and compiled.
   *
   * @param plan its run begins sooner still: where it has coarse stages, the first is set up
   */
  ready(plan?: PlannedRun, signal?: AbortSignal): Promise<void>
  /** Frees everything once the calls that were made have ended. Calls made later are refused. */
  close(): Promise<void>
}

/** A worker, and what it holds of the memory. */
interface OpenWorker<Carried> {
  readonly line: EngineLine<Carried>
  readonly account: MemoryAccount
}

/** An engine on a platform. Its worker is started for the first call. */
export function createEngine<Input, Carried extends Input>(
  platform: EnginePlatform<Carried>,
  { idle = IDLE_SECONDS, memory = Number.POSITIVE_INFINITY }: Pick<EngineOptions, 'idle' | 'memory'> = {},
): Engine<Input> {
  const turns = new Turns()
  let worker: OpenWorker<Carried> | undefined
  let closed: Promise<void> | undefined
  let numbered = 0
  let idling: ReturnType<typeof setTimeout> | undefined
  const nextId = () => ++numbered

  /** Frees the worker, and all that it holds, where nobody has called for a while. */
  const rest = () => {
    const idler = worker
    worker = undefined
    idler?.line.end()
  }

  const openWorker = async (): Promise<OpenWorker<Carried>> => {
    if (worker && !worker.line.isLost) return worker
    const settings = await platform.settings()
    const line = new EngineLine(platform.startWorker(settings), () => account.close())
    const account = LEDGER.open(() => line.ask({ kind: 'release', id: nextId() }))
    line.tell({ kind: 'open', settings })
    worker = { line, account }
    return worker
  }

  const usableMemory = (heldBytes: number) => Math.min(platform.usableMemory?.(heldBytes) ?? memory, memory)

  /** Waits for its turn, and has the worker then. */
  async function inTurn<Result>(
    work: (worker: OpenWorker<Carried>) => Promise<Result>,
    { signal, run }: Pick<CallManner<Carried>, 'signal' | 'run'> = {},
  ): Promise<Result> {
    if (closed) throw new NstOnnxError('engine-closed', {})
    clearTimeout(idling)
    const turn = turns.take()
    run?.wait(turn)
    try {
      await turn.come(signal)
      return await work(await openWorker())
    } finally {
      turn.leave()
      if (turns.length === 0 && !closed) idling = setTimeout(rest, 1000 * idle)
    }
  }

  async function call<Name extends CallName>(
    name: Name,
    asked: Calls<Carried>[Name]['asked'],
    { signal, run, onEvent = event => run?.told(event) }: CallManner<Carried>,
  ): Promise<Calls<Carried>[Name]['answer']> {
    const ask = async ({ line, account }: OpenWorker<Carried>) => {
      const id = nextId()
      const usable = usableMemory(LEDGER.heldBytes)
      // The compiler cannot tell that a name, what it asks, and what it answers belong together.
      const question = {
        kind: 'call',
        id,
        name,
        asked,
        usable: Number.isFinite(usable) ? usable : undefined,
      } as Extract<ToEngine<Carried>, { kind: 'call' }>
      const onNeed = (memoryBytes: number) => {
        const onWaiting = () => onEvent({ event: 'waiting', memoryBytes })
        return account.take(memoryBytes, usableMemory, { signal, onWaiting })
      }
      const answer = line.ask(question, { signal, onEvent, onNeed }).finally(() => account.rest())
      run?.begin(line, id)
      return (await answer) as Calls<Carried>[Name]['answer']
    }
    return inTurn(ask, { signal, ...(run && { run }) })
  }

  /** What a call is made with: a request that was checked, and its signal, which does not cross threads. */
  const checked = (given: PaintRequest<Input>) => {
    const { signal, ...request } = platform.check(given)
    return { signal, request }
  }

  return {
    // What was checked has the pictures of one of the kinds of requests, in a form of which inputs may be.
    check: request => platform.check(request) as CheckedRequest<Input> as PaintRequest<Input>,
    run(given, plan) {
      const run = new EngineRun<Carried>(nextId, platform)
      const begin = async () => {
        const { signal, request } = checked(given)
        return call('run', { request, plan: plan?.id }, { signal, run })
      }
      return run.endingWith(begin())
    },
    async plan(given, onEvent) {
      const { signal, request } = checked(given)
      return call('plan', request, { signal, onEvent })
    },
    async estimate(given) {
      const { signal, request } = checked(given)
      return call('estimate', request, { signal })
    },
    async pictures(given, plan) {
      const { signal, request } = checked(given)
      return call('pictures', { request, plan: plan?.id }, { signal })
    },
    async read(given, terms, picture, plan) {
      const { signal, request } = checked(given)
      return call('read', { request, plan, terms, picture }, { signal })
    },
    ready: (plan, signal) => (plan ? call('ready', plan.id, { signal }) : inTurn(async () => {})),
    close() {
      clearTimeout(idling)
      const turn = closed ? undefined : turns.take()
      closed ??= (async () => {
        await turn?.come(undefined)
        await worker?.line.end()
      })()
      return closed
    },
  }
}
