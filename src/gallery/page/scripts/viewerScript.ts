/** Shows a picture larger, and those of its figure one after the other. */
export const VIEWER_SCRIPT = `const viewer = document.getElementById('viewer')
const [shown, caption, save] = ['shown', 'viewer-caption', 'save'].map(id => document.getElementById(id))
let current

for (const image of document.querySelectorAll('.shot img')) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'enlarge'
  button.setAttribute('aria-haspopup', 'dialog')
  button.setAttribute('aria-label', 'Enlarge: ' + image.alt)
  image.replaceWith(button)
  button.append(image)
  button.addEventListener('click', () => {
    show(button)
    viewer.showModal()
  })
}

function show(button) {
  current = button
  const image = button.firstElementChild
  const { naturalWidth: width, naturalHeight: height } = image
  const copy = image.cloneNode()
  copy.style.setProperty('--width', width)
  copy.style.setProperty('--height', height)
  shown.replaceChildren(copy)
  const name = button.closest('figure').querySelector('.caption').textContent || image.alt
  const figure = button.closest('section').querySelector('h2 .ordinal').textContent
  caption.textContent = figure + ' · ' + name + ' · ' + width + '×' + height + ' pixels'
  save.href = image.src
  save.download = image.dataset.file
}

// Pictures of one figure, one after the other in the same place: the way to see how they differ.
function step(by) {
  const all = [...current.closest('section').querySelectorAll('.enlarge')]
  show(all[(all.indexOf(current) + by + all.length) % all.length])
}

for (const [id, by] of [['previous', -1], ['next', 1]]) {
  document.getElementById(id).addEventListener('click', () => step(by))
}
document.getElementById('close').addEventListener('click', () => viewer.close())
viewer.addEventListener('click', event => { if (event.target === viewer) viewer.close() })
viewer.addEventListener('close', () => current.focus())
viewer.addEventListener('keydown', event => {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
  if (by) step(by)
})
`
