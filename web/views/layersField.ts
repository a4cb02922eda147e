import { filledOptions, type LayersOption, OPTIONS, parseTap, type Tap } from 'nst-onnx/options'
import { labelOf } from '../options/optionText.js'
import { LAYERS, type Reading, readingOf, tapAt, tapsAt, withLayer, withReading } from '../options/tapChoice.js'
import { element, setText } from '../page/element.js'
import type { Store } from '../state/store.js'
import { radioField } from './radioField.js'

const READINGS = [
  { value: 'conv', label: 'Before the ReLU' },
  { value: 'relu', label: 'After it' },
] as const

/** Which layers have a term: a box for each layer of the network, and where they are read. */
export function layersField(store: Store, name: LayersOption | 'finestLayers'): HTMLElement {
  const chosen = (): readonly Tap[] => {
    const taps = filledOptions(store.state.options)[name]
    return taps.map(parseTap).filter(tap => tap !== undefined)
  }
  const set = (taps: readonly Tap[]) => store.dispatch({ type: 'optionSet', name, value: taps })

  const boxes = LAYERS.map(layer => {
    const id = `${name}-${layer}`
    const box = element('input', { type: 'checkbox', id, class: 'cover' })
    const label = element('label', { for: id })
    box.addEventListener('change', () => set(withLayer(chosen(), layer, box.checked)))
    return { layer, box, label, chip: element('span', { class: 'chip covered' }, box, label) }
  })
  const blocks = [1, 2, 3, 4, 5].map(block =>
    element(
      'div',
      { class: 'chips' },
      ...boxes.filter(({ layer }) => layer.startsWith(`conv${block}`)).map(({ chip }) => chip),
    ),
  )
  const reading = radioField(
    `${name}-reading`,
    `${labelOf(name)} are read`,
    READINGS,
    element('p', { class: 'help' }),
    value => set(withReading(chosen(), value as Reading)),
  )

  store.watch(
    ({ options }) => filledOptions(options)[name],
    () => {
      const taps = chosen()
      for (const { layer, box, label } of boxes) {
        const here = tapsAt(taps, layer)
        box.checked = here.length > 0
        setText(label, here.join(' + ') || tapAt(layer, readingOf(taps)))
      }
      reading.show(readingOf(taps))
    },
  )
  return element(
    'fieldset',
    { class: 'layers' },
    element('legend', {}, labelOf(name)),
    element('p', { class: 'help' }, OPTIONS[name].help),
    ...blocks,
    reading.field,
  )
}
