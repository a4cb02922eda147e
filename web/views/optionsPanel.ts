import {
  filledOptions,
  LAYERS_OPTIONS,
  OPTIONS,
  PAGE_DEVICES,
  PRESET_NAMES,
  type PresetName,
  START_NAMES,
  WEIGHT_OPTIONS,
} from 'nst-onnx/options'
import { LOOK_PICTURES } from '../options/lookPictures.js'
import { labelOf, presetText } from '../options/optionText.js'
import { element, setText } from '../page/element.js'
import { OWN_START } from '../state/pageState.js'
import type { Store } from '../state/store.js'
import { coloursField } from './coloursField.js'
import { layersField } from './layersField.js'
import { numberField } from './numberField.js'
import { radioField } from './radioField.js'
import { selectField } from './selectField.js'
import { sizeField } from './sizeField.js'
import { strengthField } from './strengthField.js'
import { strokesField } from './strokesField.js'

/** The options of a run: what most want first and in plain words, the rest folded away. */
export function optionsPanel(store: Store, recipeButton: HTMLElement, features: HTMLElement): readonly HTMLElement[] {
  const number = (name: Parameters<typeof numberField>[1]) => numberField(store, name)
  return [
    element('h2', { id: 'options-title' }, 'How to paint it'),
    strengthField(store),
    sizeField(store),
    strokesField(store),
    coloursField(store),
    element('div', { class: 'repeat' }, recipeButton),
    fold(
      'Expert',
      presetField(store),
      number('iterations'),
      startField(store),
      number('seed'),
      features,
      fold('Layers', ...LAYERS_OPTIONS.map(name => layersField(store, name)), layersField(store, 'finestLayers')),
      fold(
        'More options',
        selectField(store, 'colors', OPTIONS.colors.choices),
        number('styleSize'),
        number('styleScale'),
        ...WEIGHT_OPTIONS.map(number),
        selectField(store, 'pool', OPTIONS.pool.choices),
        selectField(store, 'borders', OPTIONS.borders.choices),
        selectField(store, 'optimizer', OPTIONS.optimizer.choices),
        onlyFor(store, 'lbfgs', number('history')),
        onlyFor(store, 'adam', number('learningRate')),
        selectField(store, 'device', ['auto', ...PAGE_DEVICES]),
        number('threads'),
      ),
    ),
  ]
}

function presetField(store: Store): HTMLElement {
  const help = element('p', { class: 'help' })
  const choices = PRESET_NAMES.map(name => ({
    value: name,
    label: name,
    picture: LOOK_PICTURES[name === 'paint' ? 'usual' : name],
  }))
  const { field, show } = radioField('preset', labelOf('preset'), choices, help, value =>
    store.dispatch({ type: 'presetChosen', preset: value as PresetName }),
  )
  store.watch(
    ({ options }) => filledOptions(options).preset,
    preset => show(preset),
  )
  store.watch(
    ({ options }) => presetText(options),
    text => setText(help, text),
  )
  return field
}

function startField(store: Store): HTMLElement {
  const choices = [...START_NAMES.map(name => ({ value: name, label: name })), { value: OWN_START, label: 'a picture' }]
  const help = element('p', { class: 'help' }, OPTIONS.init.help)
  const { field, show } = radioField('init', labelOf('init'), choices, help, value =>
    store.dispatch({ type: 'optionSet', name: 'init', value }),
  )
  store.watch(
    ({ options }) => filledOptions(options).init,
    init => show(init),
  )
  return field
}

/** Shows a field only where the optimiser that it is for is chosen. */
function onlyFor(store: Store, optimizer: 'lbfgs' | 'adam', field: HTMLElement): HTMLElement {
  store.watch(
    ({ options }) => filledOptions(options).optimizer,
    chosen => {
      field.hidden = chosen !== optimizer
    },
  )
  return field
}

function fold(title: string, ...content: readonly HTMLElement[]): HTMLElement {
  return element('details', {}, element('summary', {}, title), ...content)
}
