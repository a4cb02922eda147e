import './styles/page.css'
import { storedLayers } from 'nst-onnx'
import { missingLayers } from './features/neededLayers.js'
import { keepOffline } from './offline/keepOffline.js'
import { byId, element } from './page/element.js'
import { forecastDevice } from './page/forecastDevice.js'
import { createPainter } from './painting/painter.js'
import { openExample } from './pictures/openFiles.js'
import { FIRST_STATE, PLACES } from './state/pageState.js'
import { createStore } from './state/store.js'
import { announcer } from './views/announcer.js'
import { deviceNote } from './views/deviceNote.js'
import { dropPictures } from './views/dropPictures.js'
import { featuresPanel } from './views/featuresPanel.js'
import { figures } from './views/figures.js'
import { keepInView } from './views/keepInView.js'
import { keepPanel } from './views/keepPanel.js'
import { lossFigure } from './views/lossFigure.js'
import { noticeBar } from './views/noticeBar.js'
import { offlineNote } from './views/offlineNote.js'
import { optionsPanel } from './views/optionsPanel.js'
import { pictureSlot } from './views/pictureSlot.js'
import { recipeButton } from './views/recipeButton.js'
import { runProblem } from './views/runProblem.js'
import { stage } from './views/stage.js'
import { transport } from './views/transport.js'

const store = createStore(FIRST_STATE)
const painter = createPainter(store)
const isFirstVisit = !navigator.serviceWorker?.controller
const surroundings = { isolated: crossOriginIsolated, cores: navigator.hardwareConcurrency }

byId('notices').append(noticeBar(store), announcer(store))
byId('pictures').append(...PLACES.map(place => pictureSlot(store, place)))
byId('options').append(...optionsPanel(store, recipeButton(store), featuresPanel(store)))
byId('studio').append(
  stage(store),
  transport(store, painter),
  runProblem(store),
  keepPanel(store),
  deviceNote(store, surroundings, isFirstVisit),
  element('div', { class: 'course' }, lossFigure(store), figures(store)),
)
byId('footer').append(offlineNote(store))
dropPictures(store, document.documentElement)
keepInView(byId('studio'))

forecastDevice(store)
if (import.meta.env.PROD) void keepOffline(store)
await Promise.all([openExample(store, 'content'), openExample(store, 'style'), rememberVgg19()])

/** Weights that were fetched on an earlier visit are used again. */
async function rememberVgg19(): Promise<void> {
  const layers = await storedLayers()
  store.dispatch({ type: 'layersStored', layers })
  if (missingLayers(store.state.options, layers).length === 0)
    store.dispatch({ type: 'featuresChosen', wanted: 'vgg19' })
}
