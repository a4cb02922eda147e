import { filledOptions, LAYERS_OPTIONS } from 'nst-onnx/options'
import { missingLayers } from '../features/neededLayers.js'
import { labelOf } from '../options/optionText.js'
import { cannotBePainted } from './cannotBePainted.js'
import { OWN_START, type PageState, type Place } from './pageState.js'
import { CALLED } from './placeNames.js'
import { STYLE_PLACES } from './shares.js'

/** Why no run can be started, in one sentence; undefined where one can. */
export function whatIsMissing(state: PageState): string | undefined {
  const { places, options, refused, features, forecast } = state
  const needed: readonly Place[] = options.init === OWN_START ? ['content', 'style', 'start'] : ['content', 'style']
  const opening = [...needed, ...STYLE_PLACES].map(place => places[place].opening).find(file => file)
  if (opening) return `Reading ${opening.name}…`
  const absent = needed.find(place => !places[place].picture)
  if (absent) return `Choose ${CALLED[absent]} first.`
  const [problem] = Object.values(refused)
  if (problem) return problem
  if (LAYERS_OPTIONS.every(name => filledOptions(options)[name].length === 0)) return 'Choose at least one layer.'
  if (features.fetching) return 'VGG-19 is on its way.'
  if (features.wanted === 'vgg19' && missingLayers(options, features.stored).length > 0)
    return 'Get VGG-19 first, or choose fitted features.'
  if (forecast && 'problem' in forecast) return forecast.problem
  const never = cannotBePainted(state)
  if (!never) return undefined
  const { remedy } = never
  return remedy
    ? `Too large here: ${labelOf(remedy.name).toLowerCase()} ${remedy.value} fits.`
    : 'Cannot be painted like this.'
}
