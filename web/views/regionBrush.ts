import { element, setUsable } from '../page/element.js'
import { Brushwork } from '../regions/brushwork.js'
import { drawByPointer, type PointerStroke } from '../regions/drawByPointer.js'
import { type Marks, markPixels } from '../regions/marks.js'
import { maskFile } from '../regions/maskFile.js'
import type { ChosenPicture } from '../state/pageState.js'
import type { Store } from '../state/store.js'
import { brushField } from './brushField.js'

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
  const undo = element('button', { type: 'button', class: 'button small' }, 'Undo')
  const clear = element('button', { type: 'button', class: 'button small' }, 'Clear')
  const brush = brushField(store)
  const fold = element(
    'details',
    { class: 'regions' },
    element('summary', {}, 'Choose parts with a brush'),
    brush.field,
    easel,
    element('div', { class: 'brush-tools' }, element('label', { for: 'brush-size' }, 'Brush size'), size, undo, clear),
  )

  let work: Brushwork | undefined
  /** What the page has of the marks, of which the latest that was asked for counts. */
  let own: Marks | undefined
  let asked = 0
  let place = { x: 0.5, y: 0.35 }
  const radius = () => Number(size.value) / 100
  const show = () => {
    cursor.style.setProperty('--x', `${100 * place.x}%`)
    cursor.style.setProperty('--y', `${(100 * place.y * photo.width) / photo.height}%`)
    cursor.style.setProperty('--d', `${200 * radius()}%`)
    setUsable(undo, work?.canUndo === true)
    if (work) marked.getContext('2d')?.putImageData(markPixels(work.marks, 'shown'), 0, 0)
  }
  const settle = async () => {
    show()
    const ticket = ++asked
    const regions = work && (await maskFile(work.marks))
    if (ticket !== asked) return
    own = regions?.drawn
    store.dispatch({ type: 'regionsMarked', regions })
  }
  const stroke: PointerStroke = {
    begin: () => work?.begin(),
    to(point) {
      place = point
      work?.put(brush.chosen, place.x, place.y, radius())
      show()
    },
    end() {
      work?.end()
      void settle()
    },
  }
  drawByPointer(marked, stroke)
  marked.addEventListener('keydown', event => {
    const [x, y] = ARROWS[event.key] ?? [0, 0]
    if (x === 0 && y === 0 && event.key !== ' ') return
    event.preventDefault()
    place = { x: within(place.x + STEP * x), y: within(place.y + STEP * y) }
    if (event.key !== ' ') return show()
    stroke.begin()
    stroke.to(place)
    stroke.end()
  })
  size.addEventListener('input', show)
  clear.addEventListener('click', () => {
    work?.clear()
    void settle()
  })
  const takeBack = () => {
    if (!work?.canUndo) return false
    work.undo()
    void settle()
    return true
  }
  undo.addEventListener('click', takeBack)
  document.addEventListener('keydown', event => {
    if (!fold.open || !isUndo(event) || isText(event.target)) return
    if (takeBack()) event.preventDefault()
  })
  store.watch(
    ({ places }) => places.content.picture,
    picture => {
      if (!picture) return
      work = new Brushwork(picture)
      asked++
      marked.width = work.marks.width
      marked.height = work.marks.height
      drawPhoto(photo, picture)
      show()
    },
  )
  store.watch(
    ({ regions }) => regions?.drawn,
    drawn => {
      if (drawn === own) return
      // What a painting has brought back, or what is left once a style is gone.
      own = drawn
      asked++
      work?.replace(drawn)
      show()
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

/** Ctrl+Z, or Cmd+Z. */
const isUndo = ({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent) =>
  key.toLowerCase() === 'z' && (ctrlKey || metaKey) && !shiftKey && !altKey

/** Whether something is typed there, which has an undo of its own. */
const isText = (target: EventTarget | null) => target instanceof HTMLInputElement && target.type === 'number'

function drawPhoto(canvas: HTMLCanvasElement, { preview }: ChosenPicture): void {
  const scale = Math.min(1, SHOWN_SIDE / Math.max(preview.width, preview.height))
  canvas.width = Math.max(1, Math.round(preview.width * scale))
  canvas.height = Math.max(1, Math.round(preview.height * scale))
  canvas.getContext('2d')?.drawImage(preview, 0, 0, canvas.width, canvas.height)
}
