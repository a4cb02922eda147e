import { labelOf } from '../options/optionText.js'
import type { Problem } from '../options/problem.js'
import { element, setText } from '../page/element.js'
import { cannotBePainted } from '../state/cannotBePainted.js'
import { isRunning, type PageState } from '../state/pageState.js'
import type { Store } from '../state/store.js'

const shownProblem = (state: PageState): Problem | undefined =>
  state.run.problem ?? (isRunning(state.run) ? undefined : cannotBePainted(state))

/** What there is of a run that was broken off. */
function keptText({ paintings, run: { begun, phase } }: PageState): string {
  const painting = phase === 'ended' ? paintings.find(({ id }) => id === begun?.id) : undefined
  if (!painting) return ''
  return ` What was painted is kept${painting.rest ? ': “Go on painting” takes it up again' : ''}.`
}

/** Why a run came to nothing, or would, with the value that would do where the message names one. */
export function runProblem(store: Store): HTMLElement {
  const text = element('p', {})
  const mend = element('button', { type: 'button', class: 'button' })
  const box = element('div', { class: 'notice bad', hidden: true }, text, mend)
  const region = element('div', { role: 'alert' }, box)
  mend.addEventListener('click', () => {
    const remedy = shownProblem(store.state)?.remedy
    if (!remedy) return
    store.dispatch({ type: 'optionSet', ...remedy })
    document.getElementById('main-button')?.focus()
  })
  // A problem is made anew at each look: what it says is watched.
  const slice = (state: PageState) => {
    const { text, remedy } = shownProblem(state) ?? {}
    return [text && text + keptText(state), remedy?.name, remedy?.value] as const
  }
  store.watch(slice, ([problem, name, value]) => {
    box.hidden = problem === undefined
    setText(text, problem ?? '')
    mend.hidden = name === undefined
    if (name) setText(mend, `Use ${labelOf(name).toLowerCase()} ${value}`)
  })
  return region
}
