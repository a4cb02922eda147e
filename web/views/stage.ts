import { fitLongSide, type Size } from 'nst-onnx'
import { filledOptions } from 'nst-onnx/options'
import { element, setText } from '../page/element.js'
import { drawBitmap, drawPicture } from '../painting/drawPicture.js'
import { everyFrame } from '../painting/everyFrame.js'
import { isRunning, type PageState } from '../state/pageState.js'
import type { Store } from '../state/store.js'
import { compareSlider } from './compareSlider.js'

/** Milliseconds between two previews: often enough to watch, and no load beside the run. */
const PREVIEW_PAUSE = 120

/** The picture that is being made: the content picture before a run, then every preview, and the result. */
export function stage(store: Store): HTMLElement {
  const { box, before, after, setUsable, showAfter } = compareSlider()
  const empty = element('p', { class: 'empty' }, 'Choose two pictures, and the painting appears here.')
  const caption = element('figcaption', { class: 'muted' })
  const figure = element('figure', { class: 'stage' }, box, empty, caption)

  const drawPreview = everyFrame(async () => {
    const { latest, phase } = store.state.run
    const image = await latest?.image()
    // The run may have ended meanwhile: its result counts then.
    if (image && phase !== 'ended' && isRunning(store.state.run)) drawPicture(after, image)
  }, PREVIEW_PAUSE)

  const shape = ({ width, height }: Size) => box.style.setProperty('--shape', String(width / height))

  store.watch(
    ({ run, places }) => [run.phase === 'idle', places.content.picture] as const,
    ([isIdle, content]) => {
      if (!isIdle) return
      box.hidden = !content
      empty.hidden = content !== undefined
      setUsable(false)
      showAfter()
      if (!content) return
      shape(content)
      drawBitmap(after, content.preview, content.preview.width, content.preview.height)
    },
  )
  store.watch(
    ({ run }) => run.start,
    start => {
      const { before: content } = store.state.run
      if (!start || !content) return
      shape(start)
      drawBitmap(before, content, start.width, start.height)
      if (store.state.run.latest === undefined) drawBitmap(after, content, start.width, start.height)
      setUsable(true)
      showAfter()
    },
  )
  store.watch(
    ({ run }) => run.latest,
    latest => latest && drawPreview(),
  )
  store.watch(
    ({ run }) => run.result,
    result => {
      if (result) drawPicture(after, result.image)
    },
  )
  store.watch(
    ({ run }) => run.phase === 'preparing',
    begins => {
      if (!begins) return
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches
      figure.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' })
    },
  )
  store.watch(captionText, text => {
    setText(caption, text)
    after.setAttribute('aria-label', text)
  })
  return figure
}

function captionText({ run, places, options }: PageState): string {
  const { result, start, latest } = run
  if (result) return `The painted picture, ${result.image.width} × ${result.image.height}`
  if (start && latest) return `The picture so far, ${start.width} × ${start.height}`
  const { content } = places
  if (run.phase !== 'idle' || !content.picture) return 'The content picture'
  const { width, height } = content.picture
  const size = fitLongSide(width, height, filledOptions(options).size)
  return `The content picture, to be painted at ${size.width} × ${size.height}`
}
