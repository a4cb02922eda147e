import { element, setText } from '../page/element.js'
import { copyText } from '../saving/copyText.js'
import { paintingRecipe } from '../saving/paintingFile.js'
import { portableCommand } from '../saving/portableCommand.js'
import { shownPainting } from '../state/pageState.js'
import type { Store } from '../state/store.js'

/** The command that makes the painting that is shown again, folded away. */
export function commandFold(store: Store, said: HTMLElement): HTMLElement {
  const command = element('code', { id: 'command' })
  const copy = element('button', { type: 'button', class: 'button' }, 'Copy command')
  const fold = element(
    'details',
    {},
    element('summary', {}, 'The same on the command line'),
    element(
      'p',
      { class: 'help' },
      'A saved file holds its recipe as well: drop it on this page, and its settings are back.',
    ),
    element('pre', {}, command),
    copy,
  )
  copy.addEventListener('click', async () => {
    if (await copyText(command.textContent)) return setText(said, 'The command is copied.')
    getSelection()?.selectAllChildren(command)
    setText(said, 'The browser does not let the page copy: the command is selected below.')
  })
  store.watch(shownPainting, async painting => {
    const recipe = painting && (await paintingRecipe(painting).catch(() => undefined))
    // Another one may be shown by now.
    if (painting !== shownPainting(store.state)) return
    fold.hidden = painting !== undefined && !recipe
    if (!recipe) fold.open = false
    setText(command, recipe ? `npx ${portableCommand(recipe)}` : '')
  })
  return fold
}
