import { problemOf } from '../options/problem.js'
import { element, isUsable, scrollToSee, setText, setUsable } from '../page/element.js'
import type { Painter } from '../painting/painter.js'
import { makePainting } from '../paintings/makePainting.js'
import type { PaintingStore } from '../paintings/paintingStore.js'
import { finish, goOnFrom, repeatSettings } from '../paintings/takeUp.js'
import { copyPicture } from '../saving/copyPicture.js'
import { type Format, paintingFile } from '../saving/paintingFile.js'
import { saveFile } from '../saving/saveFile.js'
import { isRunning, type PageState, type Painting, shownPainting, THE_RUN } from '../state/pageState.js'
import { percentText } from '../state/runText.js'
import type { Store } from '../state/store.js'
import { commandFold } from './commandFold.js'

/** What to do with the painting that is shown, or with the picture of the run so far: save, copy, share it, or paint another from it. */
export function paintingPanel(store: Store, kept: PaintingStore, painter: Painter): HTMLElement {
  const said = element('p', { class: 'help', role: 'status' })
  const onPainting = async (say: string, act: (painting: Painting) => Promise<unknown> | unknown) => {
    setText(said, '')
    try {
      const painting = shownPainting(store.state) ?? (await paintingSoFar(store.state))
      if (!painting) return
      const outcome = await act(painting)
      if (outcome !== false) setText(said, typeof outcome === 'string' ? outcome : say)
    } catch (error) {
      setText(said, problemOf(error).text)
    }
  }
  const button = (
    label: string,
    say: string,
    act: (painting: Painting) => Promise<unknown> | unknown,
    look = 'button',
  ) => {
    const made = element('button', { type: 'button', class: look }, label)
    made.addEventListener('click', () => isUsable(made) && void onPainting(say, act))
    return made
  }
  const saveAs = (format: Format, label: string) => {
    const made = button(label, `Saved as ${label}.`, async painting => {
      const file = await paintingFile(painting, format)
      saveFile(file, file.name)
    })
    made.setAttribute('aria-label', `Save ${label}`)
    return made
  }
  const rest = button('', '', painting => {
    const going = finish(store, painter, painting)
    document.getElementById('main-button')?.focus()
    scrollToSee('.stage')
    return going
  })
  const goOn = button('Start from this picture', '', painting => goOnFrom(store, painting), 'link')
  const again = button('Use its pictures and settings', '', painting => repeatSettings(store, painting), 'link')
  const remove = button(
    'Delete',
    '',
    ({ id, name }) => {
      if (!confirm(`Delete ${name}? It is not kept anywhere else unless you have saved it.`)) return
      store.dispatch({ type: 'paintingRemoved', id })
      void kept.remove(id)
    },
    'link',
  )
  const share = button('Share…', '', sharePainting)
  share.hidden = !canShare()
  const saves = [saveAs('png', 'PNG'), saveAs('jpeg', 'JPEG'), saveAs('webp', 'WebP')]
  const copy = button('Copy', 'The picture is copied.', ({ file }) => copyPicture(file))
  const ofRun = element(
    'p',
    { class: 'help' },
    'This is the picture so far: it can be saved while the painting goes on.',
  )
  const ofPainting = element('div', { class: 'further' }, goOn, again, remove, commandFold(store, said))
  const panel = element(
    'section',
    { class: 'keep', 'aria-label': 'Keep this painting', hidden: true },
    element('div', { class: 'buttons' }, rest, element('div', { class: 'save' }, 'Save as', ...saves), copy, share),
    element('div', { class: 'whose' }, ofPainting, ofRun),
    said,
  )
  store.watch(
    state => [shownPainting(state), state.shown === THE_RUN, isRunning(state.run)] as const,
    ([painting, isRun, running]) => {
      // What is not for a run keeps its place, so that nothing moves when it is done.
      ofPainting.classList.toggle('away', isRun)
      ofRun.classList.toggle('away', !isRun)
      panel.hidden = !isRun && (!painting || painting.state === 'example')
      setText(said, '')
      rest.hidden = running || painting?.rest === undefined
      setText(rest, painting?.rest ? `Go on painting from ${percentText(painting.rest.done)}` : '')
    },
  )
  store.watch(
    ({ shown, run }) => shown !== THE_RUN || run.latest !== undefined,
    hasPicture => {
      for (const one of [...saves, copy, share]) setUsable(one, hasPicture)
    },
  )
  return panel
}

/** The picture of the run so far as a painting. Undefined before its first. */
async function paintingSoFar({ run: { begun, latest, start } }: PageState): Promise<Painting | undefined> {
  return begun && latest && makePainting(begun, await latest.image(), 'unfinished', { full: start })
}

/** Whether this browser hands picture files on to other programs. */
function canShare(): boolean {
  const probe = new File([], 'a.png', { type: 'image/png' })
  return typeof navigator.canShare === 'function' && navigator.canShare({ files: [probe] })
}

/** False where the user has changed their mind. */
async function sharePainting(painting: Painting): Promise<boolean> {
  const file = await paintingFile(painting, 'png')
  return navigator.share({ files: [file] }).then(
    () => true,
    () => false,
  )
}
