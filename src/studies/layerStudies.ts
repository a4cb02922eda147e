import { parseTap } from '../graphs/taps.js'
import type { Size } from '../images/fitPicture.js'
import type { Job } from '../jobs/runJobs.js'
import { type PaintRequest, reconstruction, type StudyOptions, texture } from '../requests/request.js'
import type { Sheet, SheetCell } from '../sheets/sheet.js'
import { distinctNames, fileName, pictureTitle } from './fileNames.js'
import { inputCell, type MadeJob, outcomeCell, type Study, wrapped } from './study.js'

/** A layer, or several that are used together, and what to call it. */
export interface LayerChoice {
  readonly label: string
  /** Names its pictures' files. */
  readonly name: string
  /** Any names of taps. */
  readonly layers: readonly string[]
}

/** Cells in a row before it is wrapped. */
const ROW_LENGTH = 6

/** One reconstruction of the content for each layer and seed. The sheet has a row a seed, the input first. */
export function reconstructionStudy(
  content: string,
  layers: readonly string[],
  seeds: readonly number[],
  options: StudyOptions,
): Study<string> {
  const choices = layers.map(layer => ({ label: withItsBlock(layer), name: layer, layers: [layer] }))
  return layerStudy(content, choices, seeds, ([layer = ''], seed) =>
    reconstruction(content, layer, { ...options, seed }),
  )
}

/** One texture of the style for each set of layers and seed. The sheet has a row a seed, the input first. */
export function textureStudy(
  style: string,
  sets: readonly LayerChoice[],
  seeds: readonly number[],
  options: StudyOptions & { readonly outputSize?: Size | undefined },
): Study<string> {
  return layerStudy(style, sets, seeds, (layers, seed) => texture(style, layers, { ...options, seed }))
}

function layerStudy(
  input: string,
  choices: readonly LayerChoice[],
  seeds: readonly number[],
  request: (layers: readonly string[], seed: number) => PaintRequest<string>,
): Study<string> {
  const variants = choices.flatMap(choice => seeds.map(seed => ({ seed, ...choice })))
  const names = distinctNames(
    variants.map(({ seed, name }) => fileName(seeds.length > 1 ? `${name}-seed${seed}` : name)),
  )
  const jobs = variants.map(
    ({ seed, layers }, index): Job<string> => ({
      name: names[index] ?? '',
      request: request(layers, seed),
    }),
  )
  return { jobs, sheet: made => layerSheet(input, choices, seeds, made) }
}

function layerSheet(
  input: string,
  choices: readonly LayerChoice[],
  seeds: readonly number[],
  made: readonly MadeJob[],
): Sheet {
  const inputs = made[0]?.inputs
  const first = inputCell((inputs?.content ?? inputs?.styles[0])?.picture, pictureTitle(input))
  // Jobs are in order of layers, because those of one layer share a session.
  const at = (choice: number, seed: number) => made[choice * seeds.length + seed]
  const rows = seeds.map((_, seed) => choices.map(({ label }, choice) => outcomeCell(at(choice, seed), label)))
  if (seeds.length === 1) return { rows: wrapped([first, ...rows.flat()], ROW_LENGTH) }
  const withInput = rows.map((row, index): (SheetCell | undefined)[] => [index === 0 ? first : undefined, ...row])
  return { rows: withInput, rowHeads: seeds.map(seed => `seed ${seed}`) }
}

/** Layers that are counted in order are told by block as well: `conv_4` is `conv2_2`. */
function withItsBlock(layer: string): string {
  const tap = parseTap(layer)
  return tap === undefined || tap === layer ? layer : `${layer} (${tap})`
}
