import { createHash } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { readCheckpoint, readingFrom } from '../checkpoints/checkpointFile.js'
import { readRecipe } from '../images/recipe.js'
import type { LossCurve } from '../jobs/lossCurve.js'
import type { Finished, Shelf } from '../jobs/shelf.js'
import { parseRecipe, type Recipe } from '../recipes/recipe.js'
import type { PlannedRun } from '../stylize/plan.js'
import { otherwise, ownerOf } from '../stylize/runState.js'
import { aboutFile, checkpointPath } from './files/checkpointFile.js'
import { writePicture } from './files/writePicture.js'
import { decodePicture } from './pictures/decodePicture.js'
import { pictureFile } from './pictures/savePicture.js'

/** What a recipe does not hold, beside the picture as NAME.json. */
interface Notes {
  /** The hash of the picture's file. */
  readonly sha256: string
  readonly seconds: number
  readonly curve: LossCurve
  /** Where the picture does not hold it. */
  readonly recipe?: Recipe
}

/** How a folder keeps pictures. */
export interface FolderShelfOptions {
  /** Whether recipes are kept inside the pictures (default), or beside them. */
  readonly recipes?: boolean
}

/**
 * Keeps pictures in a folder as NAME.png, each beside its NAME.json. The recipe in the picture tells what it is, so pictures
 * count as made however long ago that was, and a file of another origin under the same name does not.
 *
 * @param folder must exist
 */
export function folderShelf(folder: string, { recipes = true }: FolderShelfOptions = {}): Shelf {
  const shelf: Shelf = {
    async find(name, plan) {
      try {
        const found = await findIn(folder, name, plan)
        // Made when it was wanted otherwise: a PNG can be written anew without loss.
        if (found && found.isRecipeInside !== recipes) await shelf.keep(name, found.finished)
        return found?.finished
      } catch {
        return undefined
      }
    },
    async keep(name, { result, curve }) {
      const { image, recipe, seconds } = result
      const bytes = await pictureFile(image, 'png', recipes ? { recipe } : {})
      const notes: Notes = { sha256: sha256(bytes), seconds, curve, ...(!recipes && { recipe }) }
      const { picture, notes: notesPath } = shelvedFiles(folder, name)
      await writePicture(notesPath, new TextEncoder().encode(JSON.stringify(notes)))
      await writePicture(picture, bytes)
      if (result.stopped !== 'interrupted') await removeState(folder, name)
    },
    async findState(name, plan) {
      const { checkpoint, curve } = stateFiles(folder, name)
      const about = await aboutFile(checkpoint)
      if (!about || otherwise(about, ownerOf(plan)) !== undefined) return undefined
      const bytes = await readFile(checkpoint).catch(() => undefined)
      return bytes && (await readCheckpoint(readingFrom(bytes)))
        ? { checkpoint: bytes, curve: await readCurve(curve) }
        : undefined
    },
    async keepState(name, { checkpoint, curve }) {
      const files = stateFiles(folder, name)
      if (await isForeignState(files.checkpoint)) return
      await writePicture(files.curve, new TextEncoder().encode(JSON.stringify(curve)))
      await writePicture(files.checkpoint, checkpoint)
    },
  }
  return shelf
}

/** Where a shelf in a folder keeps what goes by a name. */
export function shelvedFiles(folder: string, name: string): { picture: string; notes: string } {
  return { picture: join(folder, `${name}.png`), notes: join(folder, `${name}.json`) }
}

/** Where the state of an unfinished run is kept: beside the picture that it will be. */
function stateFiles(folder: string, name: string): { checkpoint: string; curve: string } {
  const checkpoint = checkpointPath(join(folder, `${name}.png`))
  return { checkpoint, curve: `${checkpoint}.json` }
}

async function removeState(folder: string, name: string): Promise<void> {
  const { checkpoint, curve } = stateFiles(folder, name)
  if (!(await aboutFile(checkpoint))) return
  await Promise.all([checkpoint, curve].map(path => rm(path, { force: true })))
}

const isForeignState = async (path: string): Promise<boolean> =>
  (await bytesAt(path)) !== undefined && (await aboutFile(path)) === undefined

async function readCurve(path: string): Promise<LossCurve> {
  try {
    const curve: unknown = JSON.parse(await readFile(path, 'utf8'))
    return Array.isArray(curve) ? curve : []
  } catch {
    return []
  }
}

/** Files under these names that no shelf has put into the folder. */
export async function foreignFiles(folder: string, names: readonly string[]): Promise<string[]> {
  const foreign: string[] = []
  for (const { picture, notes } of names.map(name => shelvedFiles(folder, name))) {
    const [pictureBytes, notesBytes] = await Promise.all([picture, notes].map(bytesAt))
    const kept = notesBytes && parseNotes(notesBytes.toString())
    if (notesBytes && !kept) foreign.push(notes)
    if (pictureBytes && readRecipe(pictureBytes) === undefined && kept?.sha256 !== sha256(pictureBytes))
      foreign.push(picture)
  }
  return foreign
}

/** Undefined where there is nothing; what cannot be read is no file of a shelf's, and counts as empty. */
const bytesAt = (path: string): Promise<Buffer | undefined> =>
  readFile(path).catch(({ code }) => (code === 'ENOENT' ? undefined : Buffer.alloc(0)))

function parseNotes(text: string): Notes | undefined {
  try {
    const notes: unknown = JSON.parse(text)
    const isNotes = typeof notes === 'object' && notes !== null && 'sha256' in notes && 'curve' in notes
    return isNotes ? (notes as Notes) : undefined
  } catch {
    return undefined
  }
}

async function findIn(
  folder: string,
  name: string,
  plan: PlannedRun,
): Promise<{ finished: Finished; isRecipeInside: boolean } | undefined> {
  const { picture: picturePath, notes: notesPath } = shelvedFiles(folder, name)
  const bytes = await readFile(picturePath)
  const notes: Notes = JSON.parse(await readFile(notesPath, 'utf8'))
  const inside = readRecipe(bytes)
  const recipe = parseRecipe(inside ?? JSON.stringify(notes.recipe), picturePath)
  const { result, ...asked } = recipe
  const { width, height } = plan.size
  // As JSON has it, which leaves out what is undefined.
  const planned: unknown = JSON.parse(JSON.stringify({ ...plan.recipe, width, height }))
  const isWhatIsPlanned = isDeepStrictEqual({ ...asked, width: result.width, height: result.height }, planned)
  if (!isWhatIsPlanned || result.stopped === 'interrupted' || notes.sha256 !== sha256(bytes)) return undefined
  const finished: Finished = {
    curve: notes.curve,
    result: {
      ...result,
      seconds: notes.seconds,
      image: await decodePicture(bytes, picturePath),
      features: plan.features,
      recipe,
    },
  }
  return { finished, isRecipeInside: inside !== undefined }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
