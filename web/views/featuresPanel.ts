import { downloadBytes, OXFORD_ATTRIBUTION, OXFORD_SOURCE } from 'nst-onnx'
import { fetchVgg19 } from '../features/fetchVgg19.js'
import { megabytes, missingLayers, neededLayers } from '../features/neededLayers.js'
import { element, setHidden, setText } from '../page/element.js'
import type { FeaturesState, PageState } from '../state/pageState.js'
import type { Store } from '../state/store.js'
import { radioField } from './radioField.js'

const HOST = new URL(OXFORD_SOURCE).host
/** The most layers that are fitted in seconds. */
const QUICKLY_FITTED = 5

/** Which features are compared: fitted ones, for which nothing is fetched, or VGG-19, which is fetched when that is asked for. */
export function featuresPanel(store: Store): HTMLElement {
  const help = element('p', { class: 'help' })
  const { field, show } = radioField(
    'features',
    'Features',
    [
      { value: 'fitted', label: 'fitted to your pictures' },
      { value: 'vgg19', label: 'VGG-19' },
    ],
    help,
    value => store.dispatch({ type: 'featuresChosen', wanted: value as FeaturesState['wanted'] }),
  )
  field.append(vgg19Panel(store))
  store.watch(
    ({ features }) => features.wanted,
    wanted => show(wanted),
  )
  store.watch(helpText, text => setText(help, text))
  return field
}

function helpText({ features, options }: PageState): string {
  if (features.wanted === 'vgg19')
    return 'The trained network: larger shapes come across better than with fitted features.'
  const slow = neededLayers(options).length > QUICKLY_FITTED
  return slow
    ? 'Made here, with nothing fetched. For layers as deep as these that takes a minute or more, and VGG-19 does better.'
    : 'Made here in seconds, with nothing fetched.'
}

function vgg19Panel(store: Store): HTMLElement {
  let stop = new AbortController()
  const about = element('p', {})
  const get = element('button', { type: 'button', class: 'button' })
  const progress = element('progress', { 'aria-label': 'VGG-19 fetched', max: 1, value: 0, hidden: true })
  const cancel = element('button', { type: 'button', class: 'button', hidden: true }, 'Cancel')
  const problem = element('p', { class: 'problem', role: 'alert', hidden: true })
  const attribution = element('p', { class: 'muted' }, OXFORD_ATTRIBUTION)
  const panel = element('div', { class: 'vgg19', hidden: true }, about, problem, get, progress, cancel, attribution)
  get.addEventListener('click', () => {
    stop = new AbortController()
    void fetchVgg19(store, stop.signal)
  })
  cancel.addEventListener('click', () => stop.abort())

  store.watch(
    ({ features, options }) => [features, options] as const,
    ([features, options]) => {
      const { wanted, stored, fetching } = features
      const missing = downloadBytes(missingLayers(options, stored))
      panel.hidden = wanted !== 'vgg19'
      problem.hidden = features.problem === undefined
      setText(
        problem,
        features.problem ? `${features.problem} What came so far is kept; fitted features work without.` : '',
      )
      progress.hidden = fetching === undefined
      cancel.hidden = cancel.hidden && fetching === undefined
      setHidden(get, missing === 0 || fetching !== undefined, cancel)
      setHidden(cancel, fetching === undefined, missing === 0 ? chosenFeatures(panel) : get)
      setText(get, features.problem ? `Try again (${megabytes(missing)})` : `Get VGG-19 (${megabytes(missing)})…`)
      progress.value = fetching && fetching.totalBytes > 0 ? fetching.receivedBytes / fetching.totalBytes : 0
      setText(about, aboutText(missing, fetching))
    },
  )
  return panel
}

/** What is ticked above the panel. */
const chosenFeatures = (panel: HTMLElement) => panel.parentElement?.querySelector<HTMLElement>(':checked') ?? undefined

function aboutText(missing: number, fetching: FeaturesState['fetching']): string {
  if (fetching) return `${megabytes(fetching.receivedBytes)} of ${megabytes(fetching.totalBytes)} from ${HOST}.`
  if (missing === 0) return 'In this browser already, for the layers that are chosen.'
  return `${megabytes(missing)} for the layers that are chosen, fetched from ${HOST} once, checked, and kept in this browser.`
}
