import { element, setHidden, setText } from '../page/element.js'
import type { Brush } from '../regions/marks.js'
import { STYLE_NAMES } from '../state/placeNames.js'
import { chosenStyles, STYLE_PLACES, type StylePlace } from '../state/shares.js'
import type { Store } from '../state/store.js'
import { radioField } from './radioField.js'

const LABELS: Readonly<Record<Brush, string>> = { keep: 'Keep the photo', ...STYLE_NAMES, none: 'Erase marks' }
const BRUSHES = (['keep', ...STYLE_PLACES, 'none'] as const).map(value => ({ value, label: LABELS[value] }))

function helpText(brush: Brush): string {
  if (brush === 'none') return 'Draw over marks to take them away.'
  const becomes =
    brush === 'keep'
      ? 'stays as it is in the photo, all else is painted'
      : `is painted in the ${STYLE_NAMES[brush].toLowerCase()} alone, all that is not marked in the blend of all`
  return `Draw over the picture below: what you mark ${becomes}.`
}

/** What a brush puts down: of the styles, those that are there to choose from. */
export interface BrushField {
  readonly field: HTMLElement
  readonly chosen: Brush
}

export function brushField(store: Store): BrushField {
  let brush: Brush = 'keep'
  const help = element('p', { class: 'help' })
  const { field, show } = radioField('brush', 'Brush', BRUSHES, help, value => choose(value as Brush))
  const choose = (chosen: Brush) => {
    brush = chosen
    show(brush)
    setText(help, helpText(brush))
  }
  choose(brush)
  const segments = STYLE_PLACES.map(style => ({
    style,
    segment: field.querySelector<HTMLElement>(`.segment:has([value=${style}])`),
  }))
  store.watch(
    ({ places }) => chosenStyles(places).join(),
    () => {
      const chosen = chosenStyles(store.state.places)
      const canBe = (style: StylePlace) => chosen.length > 1 && chosen.includes(style)
      for (const { style, segment } of segments) if (segment) setHidden(segment, !canBe(style))
      // Two rows of two or three.
      field.style.setProperty('--columns', chosen.length > 2 ? '3' : '2')
      if (segments.some(({ style }) => style === brush && !canBe(style))) choose('keep')
    },
  )
  return {
    field,
    get chosen() {
      return brush
    },
  }
}
