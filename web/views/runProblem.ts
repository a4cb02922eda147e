import { labelOf } from '../options/optionText.js'
import { remedyOf } from '../options/remedy.js'
import { element, setText } from '../page/element.js'
import { isRunning, type PageState } from '../state/pageState.js'
import type { Store } from '../state/store.js'
import { tooLarge } from '../state/tooLarge.js'
import { tooSmall } from '../state/tooSmall.js'

const problemOf = (state: PageState) =>
  state.run.problem ?? (isRunning(state.run) ? undefined : (tooLarge(state) ?? tooSmall(state)))

/** Why a run came to nothing, or would, with the value that would do where the message names one. */
export function runProblem(store: Store): HTMLElement {
  const text = element('p', {})
  const mend = element('button', { type: 'button', class: 'button' })
  const box = element('div', { class: 'notice bad', hidden: true }, text, mend)
  const region = element('div', { role: 'alert' }, box)
  mend.addEventListener('click', () => {
    const remedy = remedyOf(problemOf(store.state) ?? '')
    if (!remedy) return
    store.dispatch({ type: 'optionSet', ...remedy })
    document.getElementById('main-button')?.focus()
  })
  store.watch(problemOf, problem => {
    const remedy = problem === undefined ? undefined : remedyOf(problem)
    box.hidden = problem === undefined
    setText(text, problem ?? '')
    mend.hidden = remedy === undefined
    if (remedy) setText(mend, `Use ${labelOf(remedy.name).toLowerCase()} ${remedy.value}`)
  })
  return region
}
