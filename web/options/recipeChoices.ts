import type { NamedInput, Recipe } from 'nst-onnx'
import { isStartName, OPTION_NAMES, type Options } from 'nst-onnx/options'
import { OWN_START, type Place } from '../state/pageState.js'
import { NO_STYLES, type Shares, STYLE_PLACES } from '../state/shares.js'
import { asOnPage } from './asOnPage.js'
import { withOption } from './chosenOptions.js'

/** What is said of a painting that has parts of its own, whose marks a recipe does not hold. */
export const partsText = ({ hasParts }: Pick<RecipeChoices, 'hasParts'>): string =>
  hasParts ? ' Parts of it were painted differently: mark them again.' : ''

/** What a recipe fills in. */
export interface RecipeChoices {
  readonly options: Options
  readonly features: 'fitted' | 'vgg19'
  /** The pictures that it was made from. */
  readonly pictures: Readonly<Partial<Record<Place, NamedInput>>>
  readonly blend: Shares
  /** Whether parts of it were painted in ways of their own, which are to be marked again. */
  readonly hasParts: boolean
}

/**
 * A recipe as the choices of this page: what differs from the preset and the defaults. Device and threads are those of the
 * machine that made the picture, and are left out.
 *
 * @param file the picture that the recipe was in, for messages
 * @throws Error one line, where the page cannot make such a picture
 */
export function recipeChoices(recipe: Recipe, file: string): RecipeChoices {
  const { content, init } = recipe
  const styles = recipe.styles ?? (recipe.style ? [{ ...recipe.style, weight: 1 }] : [])
  if (!content || styles.length === 0) {
    const kind = content === undefined ? 'a texture' : 'a reconstruction'
    throw new Error(`${file} is ${kind}, made from one picture; the command line makes these`)
  }
  if (styles.length > STYLE_PLACES.length)
    throw new Error(`${file} was made from more than four styles; the command line makes these`)
  const { device: _device, threads: _threads, weights: _weights, ...recorded } = recipe.options
  const features = recipe.features.source === 'fitted' ? 'fitted' : 'vgg19'
  const own = init !== undefined || !isStartName(recorded.init ?? 'content')
  const given: Options = { ...recorded, ...(own && { init: OWN_START }) }
  // Fitted features are pooled by averages unless the other is asked for.
  const { pool, ...others } = given
  const pooled: Options = features === 'fitted' && pool === 'avg' ? others : given
  const said = asOnPage({ ...pooled, weights: features })
  const options = OPTION_NAMES.reduce<Options>((chosen, name) => withOption(chosen, name, chosen[name]), said)
  const whole = styles.reduce((sum, { weight }) => sum + weight, 0)
  const inPlaces = <Value>(read: (style: (typeof styles)[number]) => Value) =>
    Object.fromEntries(styles.map((style, i) => [STYLE_PLACES[i], read(style)]))
  const blend = { ...NO_STYLES, ...inPlaces(({ weight }) => (100 * weight) / whole) }
  const pictures = { content, ...inPlaces(style => style), ...(init && { start: init }) }
  return { options, features, pictures, blend, hasParts: recipe.contentMask !== undefined }
}
