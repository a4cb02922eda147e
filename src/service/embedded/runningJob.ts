import type { StylizeRun } from '../../engine/engineRun.js'
import type { PreviewOptions } from '../../engine/messages.js'
import { NstOnnxError } from '../../errors.js'
import type { JobsWatch } from '../jobsWatch.js'
import { type Ending, type EndReason, type PaintPlace, paintJob } from '../paintJob.js'
import type { Known, KnownJobs } from './knownJobs.js'

/** The job that is carried out, from its start to its end. */
export class RunningJob {
  readonly key: string
  readonly #stop = new AbortController()
  readonly #since = performance.now()
  #run: StylizeRun | undefined

  constructor(key: string) {
    this.key = key
  }

  /** Seconds since it began. */
  get seconds(): number {
    return (performance.now() - this.#since) / 1000
  }

  end(reason: EndReason): void {
    this.#stop.abort(reason)
  }

  /** A file of its latest picture; undefined while there is none. */
  async preview(options: PreviewOptions): Promise<Uint8Array | undefined> {
    return this.#run?.preview(options)
  }

  /** Carries it out. Resolves once its end is kept, or it has been left for a later process. Returns how it ended. Never rejects. */
  async carryOut(jobs: KnownJobs, place: PaintPlace, watch: JobsWatch): Promise<Ending> {
    const known = jobs.get(this.key)
    await jobs.update(this.key, { state: 'running', started: known.record.started ?? new Date().toISOString() })
    known.log.tell('running', { state: 'running' })
    watch.began(known.record)
    const ending = await this.#paint(known, jobs, place, watch)
    if (ending.state === 'queued') await jobs.update(this.key, ending)
    else await jobs.end(this.key, ending)
    return ending
  }

  async #paint(known: Known, jobs: KnownJobs, place: PaintPlace, watch: JobsWatch): Promise<Ending> {
    let evaluations = 0
    try {
      return await paintJob(known.record, place, this.#stop.signal, {
        onRun: run => {
          this.#run = run
        },
        onEvent(event, progress) {
          known.record = { ...known.record, progress }
          watch.stepped(known.record, Math.max(0, progress.evaluations - evaluations))
          evaluations = progress.evaluations
          if (event.event === 'step') known.log.tell('step', progress)
          else known.log.tell(event.event, event)
        },
        onKept: () => {
          // It gets further: if its process dies next, it may be tried again as often as any.
          if (known.record.crashes > 0) jobs.update(this.key, { crashes: 0 })
        },
        onTrouble: error => watch.trouble(known.record, error),
      })
    } catch (error) {
      watch.trouble(known.record, error)
      return { state: 'failed', error: new NstOnnxError('run-broke-off', {}, { cause: error }).toJSON() }
    }
  }
}
