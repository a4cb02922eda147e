import type { NamedInput } from 'nst-onnx'
import { partsText, type RecipeChoices } from '../options/recipeChoices.js'
import { type ChosenPicture, type PageState, PLACES, type Place, type PlaceState } from './pageState.js'

/** Which pictures a recipe was made from, where these are not the ones that are chosen. */
function madeFromText(places: PageState['places']): string {
  const others = PLACES.map(place => places[place]).filter(
    ({ wanted, picture }) => wanted && !isWanted(wanted, picture),
  )
  if (others.length === 0) return ''
  const names = new Intl.ListFormat('en').format(others.map(({ wanted }) => wanted?.name ?? ''))
  const them = others.length > 1 ? 'them' : 'it'
  const isAbsent = others.some(({ picture }) => !picture)
  return ` It was made from ${names}: choose ${them} below${isAbsent ? '' : ` to paint it again; your own pictures are kept`}.`
}

const isWanted = ({ name, sha256 }: NamedInput, picture?: ChosenPicture) =>
  picture !== undefined && (picture.sha256 === undefined ? picture.name === name : picture.sha256 === sha256)

/** Pictures that were chosen stay where they are, beside the name of another that the recipe was made with. */
export function withRecipe(
  state: PageState,
  { options, features, pictures, blend, hasParts }: RecipeChoices,
  file: string,
): PageState {
  const places = Object.fromEntries(
    PLACES.map((place): [Place, PlaceState] => {
      const wanted = pictures[place]
      const { picture } = state.places[place]
      // An example was mostly not chosen, and is there again at one click.
      const stays = picture && (!wanted || !picture.isExample || picture.name === wanted.name)
      return [place, { ...(wanted && { wanted }), ...(stays && { picture }) }]
    }),
  ) as Record<Place, PlaceState>
  const text = `The options are those of ${file}.${madeFromText(places)}${partsText({ hasParts })}`
  return {
    ...state,
    places,
    options,
    blend,
    refused: {},
    features: { ...state.features, wanted: features },
    notice: { tone: 'told', text },
  }
}
