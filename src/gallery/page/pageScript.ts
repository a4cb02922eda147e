/**
 * What the page can do beyond being read: copy commands, and show a picture larger. The page holds it as it stands here, and
 * its Content-Security-Policy names its hash, so that no other script can run there.
 */
export const PAGE_SCRIPT = `'use strict'

const announcer = document.getElementById('announcer')

for (const button of document.querySelectorAll('button[data-copies]')) {
  button.hidden = false
  button.addEventListener('click', () => copyCommand(button))
}

async function copyCommand(button) {
  const command = document.getElementById(button.dataset.copies)
  if (!(await writeClipboard(command.textContent))) {
    const details = command.closest('details')
    if (details) details.open = true
    getSelection().selectAllChildren(command)
    command.scrollIntoView({ block: 'center' })
    announce('This browser does not let the page copy. The command is selected: copy it by keyboard.')
    return
  }
  announce('Copied')
  button.textContent = 'Copied'
  clearTimeout(button.timer)
  button.timer = setTimeout(() => { button.textContent = 'Copy command' }, 2000)
}

async function writeClipboard(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

function copyBySelection(text) {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.className = 'unseen'
  area.value = text
  document.body.append(area)
  area.select()
  const copied = document.execCommand('copy')
  area.remove()
  focused?.focus()
  return copied
}

// The same words twice are announced once, unless there was nothing in between.
function announce(text) {
  announcer.textContent = ''
  setTimeout(() => { announcer.textContent = text }, 50)
}

const viewer = document.getElementById('viewer')
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

/** The hash of PAGE_SCRIPT, in base64. A constant because hashing is not pure everywhere; a test holds it against the script. */
export const PAGE_SCRIPT_SHA256 = 'XsMVfh1wrI1o3o82BokA0XUH8viqyV0l3TBWoNOj/y0='
