import { lossPlot } from 'nst-onnx/charts'
import { element } from '../page/element.js'
import { everyFrame } from '../painting/everyFrame.js'
import type { Store } from '../state/store.js'

/** Milliseconds between two drawings of the curve. */
const PLOT_PAUSE = 250

/** How the loss falls. */
export function lossFigure(store: Store): HTMLElement {
  const plot = element('div', { class: 'plot' })
  const figure = element(
    'figure',
    { class: 'loss', hidden: true },
    element('figcaption', { class: 'unseen' }, 'Loss'),
    plot,
  )
  const draw = everyFrame(() => {
    const { curve } = store.state.run
    // Markup of the package's own making, of numbers only.
    plot.innerHTML = lossPlot([{ name: 'loss', curve }], { label: 'Loss against evaluations' })
  }, PLOT_PAUSE)
  store.watch(
    ({ run }) => run.curve,
    curve => {
      figure.hidden = curve.length === 0
      if (curve.length > 0) draw()
    },
  )
  return figure
}
