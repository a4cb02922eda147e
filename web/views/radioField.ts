import { element } from '../page/element.js'

/** One of the values of a {@link radioField}. */
export interface RadioChoice {
  readonly value: string
  readonly label: string
  /** The address of a small picture of what it does. */
  readonly picture?: string
}

/** A few values side by side, of which one is chosen. */
export interface RadioField {
  readonly field: HTMLFieldSetElement
  show(value: string): void
}

/**
 * @param name of the group; unique on the page
 * @param help what the values mean; may change
 */
export function radioField(
  name: string,
  legend: string,
  choices: readonly RadioChoice[],
  help: HTMLElement,
  onChoice: (value: string) => void,
): RadioField {
  help.id = `${name}-help`
  const inputs = choices.map(({ value }) =>
    element('input', {
      type: 'radio',
      name,
      value,
      id: `${name}-${value}`,
      class: 'cover',
      'aria-describedby': help.id,
    }),
  )
  for (const input of inputs) input.addEventListener('change', () => input.checked && onChoice(input.value))
  const segments = inputs.map((input, i) =>
    element('span', { class: 'segment covered' }, input, labelOf(input.id, choices[i])),
  )
  return {
    field: element(
      'fieldset',
      { class: 'radio-field' },
      element('legend', {}, legend),
      element('div', { class: 'segments' }, ...segments),
      help,
    ),
    show(value) {
      for (const input of inputs) input.checked = input.value === value
    },
  }
}

function labelOf(id: string, { label, picture }: RadioChoice = { value: '', label: '' }): HTMLLabelElement {
  const image = picture === undefined ? [] : [element('img', { src: picture, alt: '', width: 88, height: 66 })]
  return element('label', { for: id }, ...image, label)
}
