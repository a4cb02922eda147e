import { element, isMostlyInView, isUsable, scrollToSee, setHidden, setText, setUsable } from '../page/element.js'
import type { Painter } from '../painting/painter.js'
import { isChanged, isRunning, type PageState } from '../state/pageState.js'
import { runText, shareDone } from '../state/runText.js'
import type { Store } from '../state/store.js'
import { whatIsMissing } from '../state/whatIsMissing.js'

/** Paint, pause, resume and stop, with how far it has come. One button keeps its place, and the focus, through a run. */
export function transport(store: Store, painter: Painter): HTMLElement {
  const main = element('button', {
    type: 'button',
    class: 'button main',
    id: 'main-button',
    'aria-describedby': 'run-text',
  })
  const stop = element('button', { type: 'button', class: 'button', 'aria-describedby': 'run-text' }, 'Stop')
  const apply = element(
    'button',
    { type: 'button', class: 'button', 'aria-describedby': 'apply-text' },
    'Apply changes now',
  )
  const changed = element(
    'div',
    { class: 'changed', hidden: true },
    apply,
    element(
      'p',
      { id: 'apply-text', class: 'help' },
      'Goes on from the picture so far. Else they count for the next painting.',
    ),
  )
  const text = element('p', { id: 'run-text', class: 'run-text' })
  const show = element('button', { type: 'button', class: 'link', hidden: true }, 'Done – show it')
  const progress = element('progress', { 'aria-label': 'Share of the painting that is done', max: 1 })
  const box = element(
    'div',
    { class: 'transport' },
    progress,
    element('div', { class: 'buttons' }, main, stop, text, show, changed),
  )

  main.addEventListener('click', () => {
    if (!isUsable(main)) return
    const { phase } = store.state.run
    if (phase === 'painting') painter.pause()
    else if (phase === 'paused') painter.resume()
    else {
      void painter.start()
      scrollToSee('.stage')
    }
  })
  stop.addEventListener('click', () => {
    if (isUsable(stop)) painter.stop()
  })
  apply.addEventListener('click', () => {
    main.focus()
    void painter.startOver()
  })

  const setNews = (isNews: boolean) => {
    setHidden(show, !isNews, main)
    text.hidden = isNews
  }
  show.addEventListener('click', () => {
    const { begun } = store.state.run
    if (begun) store.dispatch({ type: 'showing', id: begun.id })
    setNews(false)
    scrollToSee('.stage')
  })

  store.watch(mainText, label => setText(main, label))
  store.watch(mainIsUsable, usable => setUsable(main, usable))
  store.watch(
    ({ run }) => [isRunning(run), run.stopping === true] as const,
    ([running, stopping]) => {
      setHidden(stop, !running, main)
      setUsable(stop, !stopping)
    },
  )
  // The picture may be far out of view when it is done, and the buttons at hand: until the next choice they say so.
  store.watch(
    state => hasEnded(state) && !isChanged(state),
    isNews => {
      const picture = document.querySelector('.viewer')
      setNews(isNews && picture !== null && !isMostlyInView(picture))
    },
  )
  // Choices that are changed in mid-run wait for the next one, unless they are to count at once.
  store.watch(canApply, shown => setHidden(changed, !shown, main))
  store.watch(
    state => (isRunning(state.run) ? runText(state) : (whatIsMissing(state) ?? runText(state))),
    words => setText(text, words),
  )
  store.watch(
    ({ run }) => [isRunning(run), shareDone(run)] as const,
    ([shown, share]) => {
      progress.classList.toggle('away', !shown)
      if (share === undefined && shown) progress.removeAttribute('value')
      else progress.value = share ?? 0
    },
  )
  return box
}

const hasEnded = ({ run }: PageState) =>
  run.phase === 'ended' && run.result !== undefined && run.result.stopped !== 'interrupted'

const canApply = (state: PageState) =>
  isRunning(state.run) && !state.run.stopping && isChanged(state) && whatIsMissing(state) === undefined

function mainText({ run }: PageState): string {
  switch (run.phase) {
    case 'painting':
    case 'preparing':
      return 'Pause'
    case 'paused':
      return 'Resume'
    default:
      return 'Paint'
  }
}

function mainIsUsable(state: PageState): boolean {
  const { run } = state
  if (run.phase === 'preparing' || (isRunning(run) && run.stopping)) return false
  return isRunning(run) || whatIsMissing(state) === undefined
}
