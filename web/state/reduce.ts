import { filledOptions } from 'nst-onnx/options'
import { withOption, withPreset } from '../options/chosenOptions.js'
import type { ChosenRegions } from '../regions/maskFile.js'
import type { Action } from './action.js'
import type { ChosenPicture, PageState, Painting, Place, PlaceState, RunState } from './pageState.js'
import { FIRST_STATE, isRunning, PLACES, THE_RUN } from './pageState.js'
import { reduceRun } from './reduceRun.js'
import { paceOf } from './runTime.js'
import { chosenStyles, NO_STYLES, sharedOut, withShare } from './shares.js'
import { withoutStyle } from './withoutStyle.js'
import { withRecipe } from './withRecipe.js'

/** The page after an action. Pure. */
export function reduce(state: PageState, action: Action): PageState {
  const next = change(state, action)
  const isChoice = CHOICES.some(slice => next[slice] !== state[slice])
  if (!isChoice) return next
  const { foreseen: _past, ...unforeseen } = next
  // What failed, failed with other choices.
  const isOver = next.run.phase === 'ended' && !hasPicture(next.run)
  return isOver ? { ...unforeseen, run: FIRST_STATE.run } : unforeseen
}

const CHOICES = ['places', 'options', 'blend', 'regions', 'features'] as const

function change(state: PageState, action: Action): PageState {
  switch (action.type) {
    case 'opening': {
      const { picture, wanted } = state.places[action.place]
      const { ticket, name } = action
      return withPlace(withoutProblems(state), action.place, {
        ...(picture && { picture }),
        ...(wanted && { wanted }),
        opening: { ticket, name },
      })
    }
    case 'opened': {
      const place = placeOf(state, action.ticket)
      if (!place) return state
      const { picture } = action
      const next = withPlace(state, place, { ...kept(state.places[place]), picture })
      return contentShown(state, { place, picture }, withStyles(state, next))
    }
    case 'openingFailed': {
      const place = placeOf(state, action.ticket)
      return place ? withPlace(state, place, { ...kept(state.places[place]), problem: action.problem }) : state
    }
    case 'optionSet': {
      const { [action.name]: _mended, ...refused } = state.refused
      return { ...state, refused, options: withOption(state.options, action.name, action.value) }
    }
    case 'blended':
      return {
        ...state,
        blend: withShare(state.blend, chosenStyles(state.places), action.place, action.percent),
      }
    case 'regionsMarked':
      return withRegions(state, action.regions)
    case 'emptied':
      return withStyles(state, withPlace(state, action.place, {}))
    case 'styleRemoved':
      return withRegions(withoutStyle(state, action.place), action.regions)
    case 'optionRefused':
      return { ...state, refused: { ...state.refused, [action.name]: action.problem } }
    case 'presetChosen':
      return { ...state, refused: {}, options: withPreset(state.options, action.preset) }
    case 'recipeOpened':
      return withRecipe(state, action.choices, action.file)
    case 'choicesTaken': {
      const { options, blend, regions } = action.choices
      const features = {
        ...state.features,
        wanted: filledOptions(options).weights === 'vgg19' ? 'vgg19' : 'fitted',
      } as const
      return withRegions({ ...state, options, blend, features, refused: {} }, regions)
    }
    case 'noticed': {
      const { notice: _seen, ...rest } = state
      return action.notice ? { ...rest, notice: action.notice } : rest
    }
    case 'forecast':
      return { ...state, forecast: action.forecast }
    case 'featuresChosen':
      return {
        ...state,
        options: { ...state.options, weights: action.wanted },
        features: { wanted: action.wanted, stored: state.features.stored, ...fetching(state) },
      }
    case 'layersStored':
      return { ...state, features: { ...state.features, stored: action.layers } }
    case 'fetchTold': {
      const { receivedBytes, totalBytes } = action
      const { wanted, stored } = state.features
      return { ...state, features: { wanted, stored, fetching: { receivedBytes, totalBytes } } }
    }
    case 'fetchEnded': {
      const { wanted, stored } = state.features
      return { ...state, features: { wanted, stored, ...(action.problem && { problem: action.problem }) } }
    }
    case 'keptOffline':
      return { ...state, keptOffline: true }
    case 'foreseen': {
      const { foreseen: _past, ...rest } = state
      return action.problem ? { ...rest, foreseen: action.problem } : rest
    }
    case 'showing':
      return showing(state, action.id)
    case 'paintingsRead':
      return { ...state, paintings: [...state.paintings, ...action.paintings] }
    case 'painted':
      return withPainting(state, action.painting)
    case 'paintingRemoved': {
      const paintings = state.paintings.filter(({ id }) => id !== action.id)
      return showing({ ...state, paintings }, state.shown === action.id ? paintings[0]?.id : state.shown)
    }
    case 'pacesRead':
      return { ...state, paces: action.paces }
    case 'paintingsLast':
      return { ...state, paintingsLast: action.last }
    case 'runBegan': {
      const { places, options, blend, regions, shown } = state
      const { id, before, from } = action
      const begun = {
        id,
        before,
        places,
        options,
        blend,
        ...(regions && { regions }),
        ...(from && { from }),
        ...(shown && { shownBefore: shown }),
      }
      return showing({ ...withoutProblems(state), run: { phase: 'preparing', curve: [], begun } }, THE_RUN)
    }
    default: {
      const run = reduceRun(state.run, action)
      const paces = run.result && !state.run.result ? { ...state.paces, ...paceOf(run) } : state.paces
      const next = { ...state, run, paces }
      // Who stops a run wants what it has come to, whatever else was looked at meanwhile.
      if (action.type === 'runStopping' && isRunning(run) && run.latest) return showing(next, THE_RUN)
      // Without a picture of its own, what was there before is shown again.
      const isOver = !isRunning(run) && isRunning(state.run) && !hasPicture(run) && state.shown === THE_RUN
      if (!isOver) return next
      const { id, shownBefore } = state.run.begun ?? {}
      const isKept = run.phase === 'ended' && next.paintings.some(painting => painting.id === id)
      if (isKept) return showing(next, id)
      return showing(next, shownBefore === THE_RUN ? next.paintings[0]?.id : shownBefore)
    }
  }
}

const hasPicture = ({ result, reached }: RunState) => result !== undefined || reached !== undefined

function showing({ shown: _past, ...state }: PageState, id: string | undefined): PageState {
  return { ...state, isOpening: false, ...(id !== undefined && { shown: id }) }
}

/** A newly chosen content picture is what is looked at, unless something is being painted. */
function contentShown(
  { run, places }: PageState,
  { place, picture }: { readonly place: Place; readonly picture: ChosenPicture },
  next: PageState,
): PageState {
  if (place === 'content') next = withRegions(next, undefined) // they were drawn on another picture
  const isFirstExample = picture.isExample && !places.content.picture
  return place === 'content' && !isFirstExample && !isRunning(run) ? showing(next, undefined) : next
}

function withRegions({ regions: _past, ...state }: PageState, regions: ChosenRegions | undefined): PageState {
  return regions ? { ...state, regions } : state
}

function withPainting(state: PageState, painting: Painting): PageState {
  const others = state.paintings.filter(({ id, state }) => id !== painting.id && state !== 'example')
  const isNews = painting.state !== 'unfinished' && state.shown === THE_RUN && state.run.begun?.id === painting.id
  const next = { ...state, paintings: [painting, ...others] }
  return isNews ? showing(next, painting.id) : next
}

/** Where the file of a ticket is being read: a style may have moved up meanwhile. Undefined where another file counts by now. */
const placeOf = ({ places }: PageState, ticket: number) =>
  PLACES.find(place => places[place].opening?.ticket === ticket)

function withPlace(state: PageState, place: Place, next: PlaceState): PageState {
  return { ...state, places: { ...state.places, [place]: next } }
}

/** A style that comes is given as much as each of the others has on average, and one that goes leaves them what it had. */
function withStyles(before: PageState, state: PageState): PageState {
  const [old, now] = [chosenStyles(before.places), chosenStyles(state.places)]
  if (old.length === now.length) return state
  const added = now.find(place => !old.includes(place))
  // A recipe that named the picture has said how much of it.
  if (added && state.blend[added] > 0) return state
  const shares = old.map(place => state.blend[place])
  // Alike but for rounding, they stay so.
  if (added && Math.max(...shares) - Math.min(...shares) <= 1) return { ...state, blend: sharedOut(NO_STYLES, now) }
  const blend = added ? withShare(state.blend, now, added, Math.round(100 / now.length)) : sharedOut(state.blend, now)
  return { ...state, blend }
}

/** What was wrong with a file is over once another is chosen, or a run begins. */
function withoutProblems(state: PageState): PageState {
  if (PLACES.every(place => state.places[place].problem === undefined)) return state
  const places = Object.entries(state.places).map(([place, { problem: _past, ...rest }]) => [place, rest])
  return { ...state, places: Object.fromEntries(places) as Record<Place, PlaceState> } // of the same places
}

/** What of a place outlasts the opening of a file. */
function kept({ picture, wanted }: PlaceState): PlaceState {
  return { ...(picture && { picture }), ...(wanted && { wanted }) }
}

const fetching = ({ features }: PageState) => features.fetching && { fetching: features.fetching }
