import { element, setHidden, setText } from '../page/element.js'
import { drawBitmap } from '../painting/drawPicture.js'
import { openPicture } from '../pictures/openFiles.js'
import type { ChosenPicture, Place, PlaceState } from '../state/pageState.js'
import { OWN_START } from '../state/pageState.js'
import { STYLE_PLACES } from '../state/shares.js'
import type { Store } from '../state/store.js'

const TITLES: Readonly<Record<Place, readonly [title: string, says: string]>> = {
  content: ['Photo', 'What is seen'],
  style: ['Style', 'How it is painted'],
  secondStyle: ['Second style', 'Blended with the first'],
  thirdStyle: ['Third style', 'Blended with the others'],
  fourthStyle: ['Fourth style', 'Blended with the others'],
  start: ['Start', 'What the image starts from'],
}

const isFurther = (place: Place) => STYLE_PLACES.some(style => style === place && style !== 'style')

/** Long side of the small picture, in pixels: sharp on dense screens too. */
const THUMBNAIL_SIDE = 720

/** The place of one picture: shows it, and takes another by click, keyboard, camera or drop. */
export function pictureSlot(store: Store, place: Place): HTMLElement {
  const [title, says] = TITLES[place]
  const id = `picture-${place}`
  const input = fileInput(store, place, { id, 'aria-describedby': `${id}-about` })
  input.setAttribute('aria-label', place === 'content' ? title : `${title} picture`)
  const canvas = element('canvas', { 'aria-hidden': true, hidden: true })
  const call = element('span', { class: 'call' })
  const frame = element('div', { class: 'frame covered' }, input, canvas, call)
  const about = element('p', { class: 'about', id: `${id}-about` })
  const problem = element('p', { class: 'problem', role: 'alert', hidden: true })
  const slot = element(
    'div',
    { class: isFurther(place) ? 'slot blended' : 'slot', 'data-place': place },
    element('p', { class: 'slot-title' }, element('strong', {}, title), ' ', element('span', { class: 'muted' }, says)),
    frame,
    about,
    problem,
  )
  slot.addEventListener('dragover', () => slot.classList.add('over'))
  for (const end of ['dragleave', 'drop'] as const) slot.addEventListener(end, () => slot.classList.remove('over'))
  if (place === 'content') slot.append(cameraButton(store))
  if (place === 'start')
    store.watch(
      ({ options }) => options.init === OWN_START,
      shown => setHidden(slot, !shown),
    )

  store.watch(
    ({ places }) => places[place],
    state => {
      const isEmpty = state.picture ? 'Choose another' : 'Choose or drop a picture'
      setText(call, state.opening ? `Reading ${state.opening.name}…` : isEmpty)
      setText(about, aboutText(state))
      frame.classList.toggle('wanted', state.wanted !== undefined && !state.picture)
      problem.hidden = state.problem === undefined
      setText(problem, state.problem ?? '')
    },
  )
  store.watch(
    ({ places }) => places[place].picture,
    picture => {
      canvas.hidden = !picture
      frame.classList.toggle('filled', picture !== undefined)
      if (picture) drawThumbnail(canvas, picture)
    },
  )
  return slot
}

function fileInput(store: Store, place: Place, attributes: Parameters<typeof element>[1]): HTMLInputElement {
  const input = element('input', { type: 'file', accept: 'image/*', class: 'cover', ...attributes })
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    if (file) void openPicture(store, place, file, file.name)
    // The same file can be chosen again.
    input.value = ''
  })
  return input
}

/** Takes a photograph, where the machine is one that is held. */
function cameraButton(store: Store): HTMLElement {
  const input = fileInput(store, 'content', { id: 'camera', capture: 'environment' })
  const button = element(
    'span',
    { class: 'covered camera' },
    input,
    element('label', { for: 'camera', class: 'link' }, 'Take a photo'),
  )
  button.hidden = !matchMedia('(pointer: coarse)').matches
  return button
}

function aboutText({ picture, wanted }: PlaceState): string {
  if (!picture) return wanted ? `The recipe names ${wanted.name}.` : 'None chosen yet.'
  const size = `${picture.name}, ${picture.width}\u00a0×\u00a0${picture.height}`
  const other = wanted && picture.sha256 !== undefined && picture.sha256 !== wanted.sha256
  return other ? `${size}. Not the file that the recipe was made with.` : size
}

function drawThumbnail(canvas: HTMLCanvasElement, { preview }: ChosenPicture): void {
  const scale = Math.min(1, THUMBNAIL_SIDE / Math.max(preview.width, preview.height))
  drawBitmap(
    canvas,
    preview,
    Math.max(1, Math.round(preview.width * scale)),
    Math.max(1, Math.round(preview.height * scale)),
  )
}
