/** Copies commands, and says so. */
export const COPY_SCRIPT = `const announcer = document.getElementById('announcer')

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
`
