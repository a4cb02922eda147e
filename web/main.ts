import './styles/page.css'
import { storedLayers } from 'nst-onnx'
import { missingLayers } from './features/neededLayers.js'
import { keepOffline } from './offline/keepOffline.js'
import { canvasNotice } from './page/canvasNotice.js'
import { byId, element } from './page/element.js'
import { forecastDevice } from './page/forecastDevice.js'
import { isSeen } from './page/isSeen.js'
import { createPainter } from './painting/painter.js'
import { prepareSoon } from './painting/prepareSoon.js'
import { keepPaintings } from './paintings/keepPaintings.js'
import { paintingStore } from './paintings/paintingStore.js'
import { showExample } from './paintings/showExample.js'
import { takeUpShown } from './paintings/takeUp.js'
import { warnBeforeLeaving } from './paintings/warnBeforeLeaving.js'
import { EXAMPLES } from './pictures/examples.js'
import { openExample } from './pictures/openFiles.js'
import { keepPaces, keptPaces } from './saving/keptPaces.js'
import { FIRST_STATE } from './state/pageState.js'
import { createStore } from './state/store.js'
import { announcer } from './views/announcer.js'
import { deviceNote } from './views/deviceNote.js'
import { exampleRow } from './views/exampleRow.js'
import { featuresPanel } from './views/featuresPanel.js'
import { figures } from './views/figures.js'
import { keepInView } from './views/keepInView.js'
import { lossFigure } from './views/lossFigure.js'
import { moreStyles } from './views/moreStyles.js'
import { noticeBar } from './views/noticeBar.js'
import { offlineNote } from './views/offlineNote.js'
import { optionsPanel } from './views/optionsPanel.js'
import { paintingPanel } from './views/paintingPanel.js'
import { pictureSlot } from './views/pictureSlot.js'
import { recipeButton } from './views/recipeButton.js'
import { regionBrush } from './views/regionBrush.js'
import { runProblem } from './views/runProblem.js'
import { stage } from './views/stage.js'
import { strip } from './views/strip.js'
import { tabProgress } from './views/tabProgress.js'
import { takePictures } from './views/takePictures.js'
import { transport } from './views/transport.js'

const store = createStore(FIRST_STATE)
const painter = createPainter(store)
const kept = paintingStore()
const isFirstVisit = !navigator.serviceWorker?.controller
const surroundings = { isolated: crossOriginIsolated, cores: navigator.hardwareConcurrency }

byId('notices').append(noticeBar(store), announcer(store))
byId('pictures').append(
  pictureSlot(store, 'content'),
  pictureSlot(store, 'style'),
  exampleRow(store, 'content'),
  exampleRow(store, 'style'),
  ...moreStyles(store),
  pictureSlot(store, 'start'),
  regionBrush(store),
)
byId('options').append(...optionsPanel(store, recipeButton(store), featuresPanel(store)))
const opening = document.images.namedItem('opening') ?? element('img')
byId('studio').replaceChildren(
  stage(store, opening),
  transport(store, painter),
  runProblem(store),
  paintingPanel(store, kept, painter),
  strip(store),
)
byId('about-run').append(
  element(
    'details',
    { class: 'course' },
    element('summary', {}, 'Progress in numbers'),
    lossFigure(store),
    figures(store),
    deviceNote(store, surroundings, isFirstVisit),
  ),
)
byId('footer').append(offlineNote(store))
takePictures(store, document.documentElement)
tabProgress(store)
keepInView(byId('studio'))
warnBeforeLeaving(store)
store.dispatch({ type: 'pacesRead', paces: keptPaces() })
store.watch(({ paces }) => paces, keepPaces)

forecastDevice(store)
canvasNotice(store)
const isUsed = prepareSoon(store, painter)
if (import.meta.env.PROD) void keepOffline(store, isUsed)
const [content] = EXAMPLES.content
const [style] = EXAMPLES.style
const paintingsRead = keepPaintings(store, kept, painter)
await isSeen(opening)
await Promise.all([paintingsRead, rememberVgg19()])
if (!(await takeUpShown(store)))
  await Promise.all([
    showExample(store, content.address),
    openExample(store, 'content', content),
    openExample(store, 'style', style),
  ])

/** Weights that were fetched on an earlier visit are used again. */
async function rememberVgg19(): Promise<void> {
  const layers = await storedLayers()
  store.dispatch({ type: 'layersStored', layers })
  const trained = { ...store.state.options, weights: 'vgg19' }
  if (missingLayers(trained, layers).length === 0) store.dispatch({ type: 'featuresChosen', wanted: 'vgg19' })
}
