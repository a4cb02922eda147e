import { filledOptions, parseOption } from 'nst-onnx/options'
import { LOOK_PICTURES } from '../options/lookPictures.js'
import { element, setText } from '../page/element.js'
import type { Store } from '../state/store.js'
import { radioField } from './radioField.js'

const COLOURS = [
  { value: 'style', label: 'The style’s', picture: LOOK_PICTURES.usual },
  { value: 'match', label: 'Near the photo’s', picture: LOOK_PICTURES.match },
  { value: 'content', label: 'The photo’s', picture: LOOK_PICTURES.content },
] as const

const MEANINGS: Readonly<Record<string, string>> = {
  style: 'The painting takes on the colours of the style.',
  match: 'The style’s colours, moved towards those of the photo.',
}
const PHOTOS = 'The photo keeps its own colours: only its forms are painted anew.'

/** Whose colours the painting has. */
export function coloursField(store: Store): HTMLElement {
  const help = element('p', { class: 'help' })
  const { field, show } = radioField('colours', 'Colours', COLOURS, help, value =>
    store.dispatch({ type: 'optionSet', name: 'colors', value: parseOption('colors', value) }),
  )
  store.watch(
    ({ options }) => filledOptions(options).colors,
    colors => {
      show(colors)
      setText(help, MEANINGS[colors] ?? PHOTOS)
    },
  )
  return field
}
