import { checkpointParts, readCheckpoint, readingFrom } from '../checkpoints/checkpointFile.js'
import { NstOnnxError } from '../errors.js'
import type { TermName } from '../graphs/terms/lossTerm.js'
import type { Step } from '../optimizers/minimize.js'
import type { NamedInput } from '../recipes/namedInput.js'
import type { Recipe } from '../recipes/recipe.js'
import type { NamedCheckpoint } from '../requests/request.js'
import type { LossEvaluation } from '../runtime/lossFunction.js'
import type { Plan, PlannedRun } from './plan.js'
import type { Platform } from './platform.js'

/** All that a run needs, beside its plan, to go on after a step as if nothing had happened. */
export interface RunState {
  /** Accepted steps of each stage before the one that it is in. */
  readonly iterations: readonly number[]
  /** Evaluations of the stages before. */
  readonly evaluations: number
  /** The time since the run was started, pauses left out. */
  readonly seconds: number
  /** The weight of each term in the stage that the run is in. */
  readonly termWeights: Readonly<Record<TermName, number>>
  /** The optimiser's last step in the stage that the run is in. */
  readonly step: Step<LossEvaluation, unknown>
}

/** Which run a checkpoint is of. */
export interface CheckpointOwner {
  readonly recipe: Omit<Recipe, 'result'>
  readonly width: number
  readonly height: number
}

/** Which run a plan is. */
export const ownerOf = ({ recipe, size }: Pick<PlannedRun, 'recipe' | 'size'>): CheckpointOwner => ({ recipe, ...size })

/** A run's state as the parts of a file, which change as soon as the run goes on. */
export function stateFile(plan: Plan, state: RunState): Uint8Array[] {
  return checkpointParts(ownerOf(plan), state)
}

/**
 * The state that a checkpoint holds.
 *
 * @throws NstOnnxError `input` for damaged bytes, and `usage` for a checkpoint of another run, with what is different
 */
export async function stateFrom(
  checkpoint: NamedCheckpoint,
  plan: Plan,
  { readCheckpointFile }: Pick<Platform<never>, 'readCheckpointFile'>,
): Promise<RunState> {
  const { name } = checkpoint
  const damaged = () => new NstOnnxError('checkpoint-damaged', { name })
  const read =
    'bytes' in checkpoint ? readCheckpoint(readingFrom(checkpoint.bytes)) : readCheckpointFile?.(checkpoint.path)
  const found = await read
  if (!found) throw damaged()
  const other = otherwise(found.about as CheckpointOwner, ownerOf(plan)) // a whole file of this package
  if (other !== undefined) throw new NstOnnxError('checkpoint-other', { name, other })
  const state = found.state as RunState // written above, by this version of the package
  const stage = plan.stages[state.iterations.length]
  if (!stage || state.step.x.length !== 3 * stage.size.width * stage.size.height) throw damaged()
  return state
}

/** What a run has otherwise than a checkpoint, for people; undefined where they are the same run. Names of files may differ. */
export function otherwise(kept: CheckpointOwner, wanted: CheckpointOwner): string | undefined {
  const { recipe: old } = kept
  const { recipe: now } = wanted
  if (old.package !== now.package || old.runtime !== now.runtime)
    return `it was written by ${old.package} on ${old.runtime}`
  if (isOther(pixelsOf(old.content), pixelsOf(now.content))) return 'the content picture is another one'
  if (isOther([old.style, ...(old.styles ?? [])].map(pixelsOf), [now.style, ...(now.styles ?? [])].map(pixelsOf)))
    return 'the style pictures are others'
  if (isOther(pixelsOf(old.init), pixelsOf(now.init))) return 'the start picture is another one'
  const regionsOf = ({ contentMask, styleMasks = [], regions }: CheckpointOwner['recipe']) => [
    [contentMask, ...styleMasks].map(mask => pixelsOf(mask ?? undefined)),
    regions,
  ]
  if (isOther(regionsOf(old), regionsOf(now))) return 'the masks or regions are others'
  const names = new Set([...Object.keys(old.options), ...Object.keys(now.options)])
  const valueIn = (options: object, name: string) => (options as Record<string, unknown>)[name] // by name
  for (const name of names) {
    const [before, here] = [valueIn(old.options, name), valueIn(now.options, name)]
    if (isOther(before, here)) return `${name} is ${text(before)} there and ${text(here)} here`
  }
  if (isOther(old.features, now.features)) return 'the weights of the network are others'
  const sizes = [kept, wanted].map(({ width, height }) => `${width}×${height}`)
  return sizes[0] === sizes[1] ? undefined : `its result is ${sizes[0]}, and here it is ${sizes[1]}`
}

const pixelsOf = (input: (NamedInput & { readonly weight?: number }) | undefined) =>
  input && { sha256: input.sha256, decoder: input.decoder, weight: input.weight }

const isOther = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b)
const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
