import { element } from '../page/element.js'

/** Two pictures in one place, of which a slider shows more of the one or of the other. */
export interface CompareSlider {
  readonly box: HTMLElement
  /** The content picture. */
  readonly before: HTMLCanvasElement
  /** What is being painted. */
  readonly after: HTMLCanvasElement
  /** A painting that is there, in front of what is being painted. */
  readonly painted: HTMLImageElement
  /** Whether there are two pictures to compare. */
  setUsable(usable: boolean): void
  /** Shows so much of the content picture, in percent. */
  split(percent: number): void
  /** Shows nothing but the content picture for a while. */
  hold(held: boolean): void
}

/** @param painted is shown from the beginning */
export function compareSlider(painted: HTMLImageElement): CompareSlider {
  const before = element('canvas', { class: 'before', 'aria-hidden': true })
  const after = element('canvas', { class: 'after', role: 'img', id: 'painting' })
  const slider = element('input', {
    type: 'range',
    min: 0,
    max: 100,
    step: 1,
    value: 0,
    'aria-label': 'Compare with the photo',
    'aria-controls': 'painting',
  })
  const handle = element('span', { class: 'handle', 'aria-hidden': true })
  const box = element('div', { class: 'compare' }, after, painted, before, slider, handle)

  const show = () => {
    const share = Number(slider.value)
    box.style.setProperty('--before', `${share}%`)
    slider.setAttribute('aria-valuetext', `${share} percent photo`)
  }
  slider.addEventListener('input', show)
  // Touch screens only drag a slider by its knob; here all of the picture is one.
  slider.addEventListener('pointermove', event => {
    if (event.pointerType !== 'touch' || event.buttons === 0) return
    const { left, width } = slider.getBoundingClientRect()
    slider.value = String((100 * (event.clientX - left)) / width)
    show()
  })
  const split = (percent: number) => {
    slider.value = String(percent)
    show()
  }
  const setUsable = (usable: boolean) => {
    slider.hidden = handle.hidden = !usable
    before.hidden = !usable
  }
  setUsable(false)
  split(0)
  return { box, before, after, painted, setUsable, split, hold: held => void box.classList.toggle('held', held) }
}
