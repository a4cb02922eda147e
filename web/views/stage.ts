import { fitLongSide, type Size } from 'nst-onnx'
import { filledOptions } from 'nst-onnx/options'
import { element, setText } from '../page/element.js'
import { drawBitmap, drawPicture, sizeToDraw } from '../painting/drawPicture.js'
import { everyFrame } from '../painting/everyFrame.js'
import { EXAMPLE_PAINTING } from '../pictures/examples.js'
import { isRunning, type PageState, type Painting, shownPainting, THE_RUN } from '../state/pageState.js'
import type { Store } from '../state/store.js'
import { type CompareSlider, compareSlider } from './compareSlider.js'
import { viewTools } from './viewTools.js'

/** Milliseconds between two previews: often enough to watch, and no load beside the run. */
const PREVIEW_PAUSE = 120
/** Where the comparison stands for who has not seen one yet, in percent. */
const MIDDLE = 50

/**
 * The large picture: a painting, the run, or the content picture that is to be painted.
 *
 * @param opening what the page opens with, before it has read anything
 */
export function stage(store: Store, opening: HTMLImageElement): HTMLElement {
  const compare = compareSlider(opening)
  const { box, after, painted } = compare
  const viewer = element('div', { class: 'viewer' }, box)
  const empty = element('p', { class: 'empty' }, 'Choose two pictures, and the painting appears here.')
  const caption = element('figcaption', { class: 'muted' })
  const figure = element(
    'figure',
    { class: 'stage' },
    viewer,
    empty,
    element('div', { class: 'below' }, caption, viewTools(store, compare, viewer)),
  )
  const shape = ({ width, height }: Size) => {
    box.style.setProperty('--shape', String(width / height))
    box.style.setProperty('--pixels', String(width))
  }

  store.watch(
    state => [shownPainting(state), isShowingRun(state), state.places.content.picture, state.isOpening] as const,
    ([painting, showsRun, content, isOpening]) => {
      if (isOpening) {
        empty.hidden = true
        return
      }
      painted.hidden = !painting
      viewer.hidden = !painting && !showsRun && !content
      empty.hidden = !viewer.hidden
      if (painting) return showPainting(compare, painting, shape)
      if (showsRun) return
      compare.setUsable(false)
      compare.split(0)
      if (!content) return
      shape(content)
      drawBitmap(after, content.preview, content.preview.width, content.preview.height)
    },
  )
  showRun(store, compare, shape)
  store.watch(captionText, text => {
    setText(caption, text)
    after.setAttribute('aria-label', text)
    painted.alt = text
  })
  return figure
}

const isShowingRun = (state: PageState) => state.shown === THE_RUN

function showPainting(compare: CompareSlider, painting: Painting, shape: (size: Size) => void): void {
  const { painted, before, setUsable, split } = compare
  shape(painting)
  // The example is what the page opens with, and mostly there already.
  if (painting.state !== 'example' || painted.naturalWidth === 0) {
    URL.revokeObjectURL(painted.src)
    painted.src = URL.createObjectURL(painting.file)
  }
  void createImageBitmap(painting.before).then(bitmap => {
    drawBitmap(before, bitmap, bitmap.width, bitmap.height)
    bitmap.close()
    setUsable(true)
  })
  split(painting.state === 'example' ? MIDDLE : 0)
}

/** Draws what is being painted while it is looked at. */
function showRun(store: Store, { before, after, setUsable, split }: CompareSlider, shape: (size: Size) => void): void {
  const drawPreview = everyFrame(async () => {
    const { latest } = store.state.run
    const image = await latest?.image().catch(() => undefined)
    // The run may have ended meanwhile: its result counts then.
    if (image && isShowingRun(store.state) && isRunning(store.state.run)) await drawPicture(after, image)
  }, PREVIEW_PAUSE)

  store.watch(
    state => [isShowingRun(state), state.run.begun, state.run.start] as const,
    ([isShown, begun, start]) => {
      if (!isShown || !begun) return
      const content = begun.before
      const first = begun.from?.picture ?? content
      shape(start ?? first)
      setUsable(start !== undefined)
      split(0)
      drawBitmap(before, content, content.width, content.height)
      if (store.state.run.latest) drawPreview()
      else {
        const { width, height } = sizeToDraw(first)
        drawBitmap(after, first, width, height)
      }
    },
  )
  store.watch(
    ({ run }) => run.latest,
    latest => {
      if (latest && isShowingRun(store.state)) drawPreview()
    },
  )
  store.watch(
    ({ run }) => run.result,
    result => {
      if (result && isShowingRun(store.state)) void drawPicture(after, result.image)
    },
  )
}

function captionText(state: PageState): string {
  const { run, places, options } = state
  const { opening } = places.content
  if (opening && !state.isOpening && !isRunning(run)) return `Reading ${opening.name}…`
  const painting = shownPainting(state)
  if (painting) return paintingText(painting)
  if (state.isOpening) return paintingText({ ...EXAMPLE_PAINTING, state: 'example' })
  if (isShowingRun(state)) {
    const { begun, start, latest, result } = run
    if (result) return `The painted picture, ${result.image.width} × ${result.image.height}`
    if (start && latest) return `The picture so far, to be ${start.width} × ${start.height}`
    return begun?.from ? 'The picture so far' : 'The photo'
  }
  const { picture } = places.content
  if (!picture) return 'The photo'
  const size = fitLongSide(picture.width, picture.height, filledOptions(options).size)
  return `The photo, to be painted at ${size.width} × ${size.height}`
}

type Told = Pick<Painting, 'name' | 'width' | 'height' | 'full' | 'state'>

function paintingText({ name, width, height, full, state }: Told): string {
  const size = `${width} × ${height}`
  switch (state) {
    case 'example':
      return `An example, painted in this page: ${size}`
    case 'finished':
      return `${name}, ${size}`
    case 'stopped':
      return full
        ? `${name}, stopped on the way: ${size} so far, of ${full.width} × ${full.height}`
        : `${name}, ${size}, stopped on the way`
    case 'unfinished':
      return `${name}, the picture so far`
  }
}
