import { element, setHidden, setText } from '../page/element.js'
import { type Brush, type Marks, mark, markPixels, noMarks } from '../regions/marks.js'
import { maskFile } from '../regions/maskFile.js'
import type { ChosenPicture } from '../state/pageState.js'
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

/** Steps of the brush by keyboard, in shares of the width. */
const STEP = 0.04
/** Long side of the picture below the brush, in pixels. */
const SHOWN_SIDE = 640

/** A brush over the content picture, for parts that are to be left as they are or painted in one style alone. */
export function regionBrush(store: Store): HTMLElement {
  const photo = element('canvas', { 'aria-hidden': true })
  const marked = element('canvas', { class: 'marks', role: 'application', tabindex: 0 })
  marked.setAttribute('aria-label', 'Brush: arrow keys move it, Space marks')
  const cursor = element('span', { class: 'cursor', 'aria-hidden': true })
  const easel = element('div', { class: 'easel' }, photo, marked, cursor)
  const size = element('input', { id: 'brush-size', type: 'range', min: 2, max: 20, value: 7 })
  const clear = element('button', { type: 'button', class: 'button small' }, 'Clear')
  let brush: Brush = 'keep'
  const help = element('p', { class: 'help' })
  const field = radioField('brush', 'Brush', BRUSHES, help, value => choose(value as Brush))
  const choose = (chosen: Brush) => {
    brush = chosen
    field.show(brush)
    setText(help, helpText(brush))
  }
  choose(brush)
  const fold = element(
    'details',
    { class: 'regions' },
    element('summary', {}, 'Choose parts with a brush'),
    field.field,
    easel,
    element('div', { class: 'brush-tools' }, element('label', { for: 'brush-size' }, 'Brush size'), size, clear),
  )

  let marks: Marks | undefined
  let place = { x: 0.5, y: 0.35 }
  const radius = () => Number(size.value) / 100
  const show = () => {
    cursor.style.setProperty('--x', `${100 * place.x}%`)
    cursor.style.setProperty('--y', `${(100 * place.y * photo.width) / photo.height}%`)
    cursor.style.setProperty('--d', `${200 * radius()}%`)
    if (marks) marked.getContext('2d')?.putImageData(markPixels(marks, 'shown'), 0, 0)
  }
  const put = () => {
    if (marks) mark(marks, brush, place.x, place.y, radius())
    show()
  }
  const settle = async () => store.dispatch({ type: 'regionsMarked', regions: marks && (await maskFile(marks)) })
  drawByPointer(
    marked,
    point => {
      place = point
      put()
    },
    settle,
  )
  marked.addEventListener('keydown', event => {
    const [x, y] = ARROWS[event.key] ?? [0, 0]
    if (x === 0 && y === 0 && event.key !== ' ') return
    event.preventDefault()
    place = { x: within(place.x + STEP * x), y: within(place.y + STEP * y) }
    if (event.key === ' ') {
      put()
      void settle()
    } else show()
  })
  size.addEventListener('input', show)
  clear.addEventListener('click', () => {
    marks?.values.fill(0)
    show()
    void settle()
  })
  store.watch(
    ({ places }) => places.content.picture,
    picture => {
      if (!picture) return
      marks = noMarks(picture)
      marked.width = marks.width
      marked.height = marks.height
      drawPhoto(photo, picture)
      show()
    },
  )
  store.watch(
    ({ regions }) => regions?.drawn,
    drawn => {
      // What a painting has brought back.
      if (!drawn || drawn.width !== marks?.width || drawn.height !== marks.height) return
      marks.values.set(drawn.values)
      show()
    },
  )
  const segments = STYLE_PLACES.map(style => ({
    style,
    segment: field.field.querySelector<HTMLElement>(`.segment:has([value=${style}])`),
  }))
  store.watch(
    ({ places }) => chosenStyles(places).join(),
    () => {
      const chosen = chosenStyles(store.state.places)
      const canBe = (style: StylePlace) => chosen.length > 1 && chosen.includes(style)
      for (const { style, segment } of segments) if (segment) setHidden(segment, !canBe(style))
      // Two rows of two or three.
      field.field.style.setProperty('--columns', chosen.length > 2 ? '3' : '2')
      if (segments.some(({ style }) => style === brush && !canBe(style))) choose('keep')
    },
  )
  return fold
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

const within = (share: number) => Math.min(1, Math.max(0, share))

/** Tells where a pressed pointer is on a canvas, in shares of its width, and when it is lifted. */
function drawByPointer(
  canvas: HTMLCanvasElement,
  onPoint: (point: { readonly x: number; readonly y: number }) => void,
  onEnd: () => void,
): void {
  const tell = ({ clientX, clientY }: PointerEvent) => {
    const { left, top, width } = canvas.getBoundingClientRect()
    onPoint({ x: (clientX - left) / width, y: (clientY - top) / width })
  }
  canvas.addEventListener('pointerdown', event => {
    canvas.setPointerCapture(event.pointerId)
    tell(event)
  })
  canvas.addEventListener('pointermove', event => {
    if (event.buttons > 0) for (const point of [...event.getCoalescedEvents(), event]) tell(point)
  })
  for (const end of ['pointerup', 'pointercancel'] as const) canvas.addEventListener(end, onEnd)
}

function drawPhoto(canvas: HTMLCanvasElement, { preview }: ChosenPicture): void {
  const scale = Math.min(1, SHOWN_SIDE / Math.max(preview.width, preview.height))
  canvas.width = Math.max(1, Math.round(preview.width * scale))
  canvas.height = Math.max(1, Math.round(preview.height * scale))
  canvas.getContext('2d')?.drawImage(preview, 0, 0, canvas.width, canvas.height)
}
