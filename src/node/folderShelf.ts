import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { readRecipe } from '../images/recipe.js'
import type { LossCurve } from '../jobs/lossCurve.js'
import type { Finished, Shelf } from '../jobs/shelf.js'
import type { Plan } from '../stylize/plan.js'
import { parseRecipe } from '../stylize/recipe.js'
import { writePicture } from './files/writePicture.js'
import { decodePicture } from './pictures/decodePicture.js'
import { pictureFile } from './pictures/savePicture.js'

/** What a recipe does not hold, beside the picture as NAME.json. */
interface Notes {
  /** Of the picture's file. */
  readonly sha256: string
  readonly seconds: number
  readonly curve: LossCurve
}

/**
 * Keeps pictures in a folder as NAME.png, each beside its NAME.json. The recipe in the picture tells what it is, so pictures
 * count as made however long ago that was, and a file of another origin under the same name does not.
 *
 * @param folder must exist
 */
export function folderShelf(folder: string): Shelf {
  const pictureAt = (name: string) => shelvedPicture(folder, name)
  const notesAt = (name: string) => join(folder, `${name}.json`)
  return {
    find: (name, plan) => findIn(pictureAt(name), notesAt(name), plan).catch(() => undefined),
    async keep(name, { result, curve }) {
      const bytes = await pictureFile(result.image, 'png', { recipe: result.recipe })
      const notes: Notes = { sha256: sha256(bytes), seconds: result.seconds, curve }
      await writePicture(notesAt(name), new TextEncoder().encode(JSON.stringify(notes)))
      await writePicture(pictureAt(name), bytes)
    },
  }
}

/** Where a shelf in a folder keeps the picture of a name. */
export function shelvedPicture(folder: string, name: string): string {
  return join(folder, `${name}.png`)
}

async function findIn(picturePath: string, notesPath: string, plan: Plan): Promise<Finished | undefined> {
  const bytes = await readFile(picturePath)
  const notes: Notes = JSON.parse(await readFile(notesPath, 'utf8'))
  const recipe = parseRecipe(readRecipe(bytes) ?? '', picturePath)
  const { result, ...asked } = recipe
  const { width, height } = plan.size
  // As JSON has it, which leaves out what is undefined.
  const planned: unknown = JSON.parse(JSON.stringify({ ...plan.recipe, width, height }))
  const isWhatIsPlanned = isDeepStrictEqual({ ...asked, width: result.width, height: result.height }, planned)
  if (!isWhatIsPlanned || result.stopped === 'interrupted' || notes.sha256 !== sha256(bytes)) return undefined
  const { source, origin } = plan.network
  return {
    curve: notes.curve,
    result: {
      ...result,
      seconds: notes.seconds,
      image: await decodePicture(bytes, picturePath),
      features: { source, origin, sha256: plan.network.sha256 },
      recipe,
    },
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
