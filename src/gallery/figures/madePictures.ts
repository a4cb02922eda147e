import type { LossTerm } from '../../graphs/terms/lossTerm.js'
import { asWritten } from '../../images/asWritten.js'
import { coverPicture } from '../../images/fitPicture.js'
import type { Picture } from '../../images/picture.js'
import type { JobQueue } from '../../jobs/jobQueue.js'
import type { Job } from '../../jobs/runJobs.js'
import type { Finished } from '../../jobs/shelf.js'
import { tensorsDistance } from '../../measures/relativeDistance.js'
import { commandOf, type Recipe } from '../../recipes/recipe.js'
import type { Tensors } from '../../runtime/sessionHost.js'
import type { MadeJob } from '../../studies/study.js'
import type { PlannedRun } from '../../stylize/plan.js'
import type { RunPictures } from '../../stylize/runPictures.js'
import type { ComparedRun } from '../claims/verdict.js'
import { type Course, courseOf, lastStageOf } from '../course.js'
import type { MissingShot, Shot } from '../galleryPage.js'
import { objectiveOf } from '../objective.js'

/** Makes a file of a picture for the page. */
export type EncodeShot = (picture: Picture, recipe?: Recipe) => Promise<Uint8Array>

/** What the jobs of a gallery have made, to be shown and measured. Pictures are as they are in their files. */
export class MadePictures {
  readonly #made: ReadonlyMap<string, MadeJob>
  readonly #requests: ReadonlyMap<string, Job<string>['request']>
  readonly #pictures = new Map<string, Picture>()

  /** @param made what came of each job, in their order */
  constructor(
    jobs: readonly Job<string>[],
    made: readonly MadeJob[],
    readonly queue: Pick<JobQueue<string>, 'read'>,
    readonly encode: EncodeShot,
  ) {
    this.#made = new Map(jobs.flatMap(({ name }, index) => (made[index] ? [[name, made[index]]] : [])))
    this.#requests = new Map(jobs.map(({ name, request }) => [name, request]))
  }

  plan(job: string): PlannedRun {
    return this.#of(job).plan
  }

  inputs(job: string): RunPictures {
    return this.#of(job).inputs
  }

  finished(job: string): Finished | undefined {
    const { outcome } = this.#of(job)
    return outcome.outcome === 'skipped' ? undefined : outcome.finished
  }

  /** The run of a job that has made a picture, for a claim that rests on it; `name` is what the page calls it. */
  run(job: string, name: string): ComparedRun | undefined {
    const finished = this.finished(job)
    return finished && { name, course: courseIn(finished) }
  }

  /** The picture that a job has made. */
  picture(job: string): Picture | undefined {
    const image = this.finished(job)?.result.image
    const known = this.#pictures.get(job)
    if (!image || known) return known
    const picture = asWritten(image)
    this.#pictures.set(job, picture)
    return picture
  }

  /** The picture of a job for the page, or why there is none. */
  async shot(job: string, caption: string, alt: string): Promise<Shot | MissingShot> {
    const { outcome } = this.#of(job)
    const finished = this.finished(job)
    if (!finished) return { caption, missing: outcome.outcome === 'failed' ? outcome.error.message : 'not made' }
    const { loss, iterations, evaluations, seconds, stopped, recipe, image } = finished.result
    const shot = await this.given(asWritten(image), caption, alt, recipe)
    const [command, objective] = [commandOf(recipe), objectiveOf(recipe)]
    const how = { command, loss, iterations, evaluations, seconds, stopped, objective }
    return { ...shot, made: { ...how, curve: lastStage(finished), course: courseIn(finished) } }
  }

  /** A picture that was given, or made by a recipe, for the page. */
  async given(picture: Picture, caption: string, alt: string, recipe?: Recipe): Promise<Shot> {
    const { width, height } = picture
    return { caption, alt, width, height, file: await this.encode(picture, recipe) }
  }

  /** How far two pictures lie apart by some terms together: the mean of `distances`. */
  async distance(job: string, terms: readonly LossTerm[], a: Picture, b: Picture): Promise<number> {
    const distances = Object.values(await this.distances(job, terms, a, b))
    return distances.reduce((sum, distance) => sum + distance, 0) / distances.length
  }

  /**
   * How far two pictures lie apart by each term, by the network that a job uses: `relativeDistance` between what is read off them, such
   * as Gram matrices (`gram.<tap>`) and features (`features.<tap>`). Features need pictures of one size: the second is cropped to
   * fill the first's.
   */
  async distances(
    job: string,
    terms: readonly LossTerm[],
    a: Picture,
    b: Picture,
  ): Promise<Readonly<Record<string, number>>> {
    const second = terms.some(({ kind }) => kind === 'content') ? coverPicture(b, a.width, a.height) : b
    return tensorsDistance(await this.read(job, terms, a), await this.read(job, terms, second))
  }

  /** What some terms read off a picture, by the network that a job uses. */
  async read(job: string, terms: readonly LossTerm[], picture: Picture): Promise<Tensors> {
    const request = this.#requests.get(job)
    if (!request) throw new Error(`${job} is no job of this gallery`)
    return this.queue.read(request, terms, picture, this.#of(job).plan)
  }

  #of(job: string): MadeJob {
    const made = this.#made.get(job)
    if (!made) throw new Error(`${job} is no job of this gallery`)
    return made
  }
}

const lastStage = ({ curve, result }: Finished) => lastStageOf(curve, result.recipe.result.iterationsByStage)
const courseIn = (finished: Finished): Course => courseOf(lastStage(finished), finished.result.stopped)
