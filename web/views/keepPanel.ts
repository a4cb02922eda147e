import type { StylizeResult } from 'nst-onnx'
import { problemOf } from '../options/problem.js'
import { element, setText } from '../page/element.js'
import { copyText } from '../saving/copyText.js'
import { portableCommand } from '../saving/portableCommand.js'
import { saveResult } from '../saving/saveResult.js'
import type { Store } from '../state/store.js'

/** What to do with a result: save it, or take the command along that makes it again. */
export function keepPanel(store: Store): HTMLElement {
  const png = element('button', { type: 'button', class: 'button' }, 'Save PNG')
  const jpeg = element('button', { type: 'button', class: 'button' }, 'Save JPEG')
  const copy = element('button', { type: 'button', class: 'button' }, 'Copy command')
  const command = element('code', { id: 'command' })
  const said = element('p', { class: 'help', role: 'status' })
  const panel = element(
    'section',
    { class: 'keep', 'aria-labelledby': 'keep-title', hidden: true },
    element('h2', { id: 'keep-title' }, 'Keep it'),
    element('div', { class: 'buttons' }, png, jpeg, copy),
    said,
    element('p', { class: 'help' }, 'The file holds its recipe: drop it on this page, and its options are back.'),
    element('details', {}, element('summary', {}, 'The same on the command line'), element('pre', {}, command)),
  )

  const save = async (format: 'png' | 'jpeg') => {
    const { result } = store.state.run
    if (!result) return
    try {
      await saveResult(result, format)
      setText(said, `Saved as ${format === 'png' ? 'PNG' : 'JPEG'}.`)
    } catch (error) {
      setText(said, problemOf(error).text)
    }
  }
  png.addEventListener('click', () => void save('png'))
  jpeg.addEventListener('click', () => void save('jpeg'))
  copy.addEventListener('click', async () => {
    if (await copyText(command.textContent)) {
      setText(said, 'The command is copied.')
    } else {
      showSelected(command)
      setText(said, 'The browser does not let the page copy: the command is selected below.')
    }
  })
  store.watch(
    ({ run }) => run.result,
    result => {
      panel.hidden = !result
      setText(said, '')
      if (result) setText(command, commandText(result))
    },
  )
  return panel
}

const commandText = ({ recipe }: StylizeResult) => `npx ${portableCommand(recipe)}`

function showSelected(code: HTMLElement): void {
  code.closest('details')?.setAttribute('open', '')
  getSelection()?.selectAllChildren(code)
}
