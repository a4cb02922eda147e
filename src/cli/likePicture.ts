import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { NstOnnxError } from '../errors.js'
import type { OutputFormat } from '../images/outputFormat.js'
import { readRecipe } from '../images/recipe.js'
import { readBytes } from '../node/pictures/readPicture.js'
import { OPTIONS, type Options } from '../options/optionsTable.js'
import type { NamedInput } from '../recipes/namedInput.js'
import { optionsLike } from '../recipes/optionsLike.js'
import { commandOf, formatIn, parseRecipe, type Recipe, stylesOf } from '../recipes/recipe.js'
import { isTaken } from './outputPath.js'
import type { RegionWords } from './regionArguments.js'
import { readSource } from './sources.js'

/** The pictures of a run in the words of the command line. */
export interface PictureWords extends RegionWords {
  /** Has no value where a recipe is to say it; nor have the styles. */
  readonly content?: string | undefined
  readonly pictures: readonly string[]
  readonly styleBlend?: string | undefined
}

/** What a run is asked for. */
export interface RunWords {
  readonly words: PictureWords
  readonly options: Options
  /** How its picture is written, where nothing else is said. */
  readonly written?: { readonly format: OutputFormat; readonly quality?: number; readonly bits?: 16 }
}

/**
 * The run that made a picture, with what is given changed. The pictures of its recipe are looked for in the working directory and beside
 * that picture, and told by their hashes. Throws NstOnnxError `usage` and `input`.
 */
export async function likePicture(picture: string, given: PictureWords, changed: Options): Promise<RunWords> {
  const bytes = (await readSource(picture))?.bytes ?? (await readBytes(picture))
  const text = readRecipe(bytes)
  if (text === undefined) throw new NstOnnxError('recipe-absent', { name: picture })
  const recipe = parseRecipe(text, picture)
  const styles = stylesOf(recipe)
  if (!recipe.content || styles.length === 0)
    throw new NstOnnxError('like-no-run', { name: picture, command: commandOf(recipe) })
  const { words, wanted } = wordsLike(recipe, given)
  const options = optionsLike(recipe, changed)
  const init = changed.init === undefined ? recipe.init : undefined
  const isFile = options.weights !== undefined && changed.weights === undefined && !isWord(options.weights)
  const weights = isFile && options.weights !== undefined ? { name: options.weights } : undefined
  const found = await findInputs(picture, [...wanted, ...(init ? [init] : []), ...(weights ? [weights] : [])])
  const path = (input: Wanted) => found.get(input) ?? input.name
  // A file of that name, and not what a word stands for.
  const file = (input: Wanted) => (path(input) === input.name ? `./${input.name}` : path(input))
  return {
    words: words(path),
    options: { ...options, ...(init && { init: file(init) }), ...(weights && { weights: file(weights) }) },
    written: {
      format: formatIn(recipe),
      ...(recipe.quality !== undefined && { quality: recipe.quality }),
      ...(recipe.bits && { bits: recipe.bits }),
    },
  }
}

const isWord = (weights: string) => (OPTIONS.weights.words as readonly string[]).includes(weights)

/** A file by its name, and by its hash, where that is known. */
type Wanted = Pick<NamedInput, 'name'> & Partial<Pick<NamedInput, 'sha256'>>

/** The pictures that are wanted of a recipe, and the words of the command line, once it is known where these are. */
function wordsLike(
  recipe: Recipe,
  given: PictureWords,
): { wanted: Wanted[]; words: (path: (input: Wanted) => string) => PictureWords } {
  const { content } = recipe
  const hasContent = given.content === undefined
  const styles = given.pictures.length > 0 ? [] : stylesOf(recipe)
  // Masks fit the pictures that they were made for.
  const contentMask = hasContent && given.contentMask === undefined ? recipe.contentMask : undefined
  const styleMasks =
    contentMask && styles.length > 0 && given.styleMask === undefined ? (recipe.styleMasks ?? []) : undefined
  const regions = contentMask && given.region === undefined ? Object.entries(recipe.regions ?? {}) : []
  const blend = styles.length > 1 ? styles.map(({ weight }) => weight).join(',') : undefined
  return {
    wanted: [
      ...(hasContent && content ? [content] : []),
      ...styles,
      ...(contentMask ? [contentMask] : []),
      ...(styleMasks ?? []).filter(mask => mask !== null),
    ],
    words: path => ({
      content: given.content ?? (content && path(content)),
      pictures: given.pictures.length > 0 ? given.pictures : styles.map(path),
      styleBlend: given.styleBlend ?? blend,
      contentMask: given.contentMask ?? (contentMask && path(contentMask)),
      styleMask: given.styleMask ?? styleMasks?.map(mask => (mask ? path(mask) : 'none')),
      region: given.region ?? regions.map(([colour, paint]) => `${colour}=${paint}`),
    }),
  }
}

/** Where inputs of a recipe are. Throws NstOnnxError `input`, which names all that are not there, and what is there in their place. */
async function findInputs(picture: string, inputs: readonly Wanted[]): Promise<Map<Wanted, string>> {
  const found = new Map<Wanted, string>()
  const missing = new Set<string>()
  for (const input of inputs) {
    const places = [...new Set([input.name, join(dirname(picture), input.name)])]
    const there: string[] = []
    for (const place of places) if (await isTaken(place)) there.push(place)
    const right = await firstOf(there, input.sha256)
    if (right !== undefined) found.set(input, right)
    else if (there[0] === undefined) missing.add(input.name)
    else throw new NstOnnxError('like-other-input', { name: there[0], picture })
  }
  if (missing.size > 0) throw new NstOnnxError('like-input-missing', { name: [...missing].join(', '), picture })
  return found
}

/** The first of some files with a hash. */
async function firstOf(paths: readonly string[], sha256: string | undefined): Promise<string | undefined> {
  for (const path of paths) {
    if (sha256 === undefined) return path
    const hash = createHash('sha256').update(await readBytes(path))
    if (hash.digest('hex') === sha256) return path
  }
  return undefined
}
