/** Reads loss curves off at a line that the reader moves. */
export const CURVES_SCRIPT = `for (const controls of document.querySelectorAll('[data-curves]')) {
  const series = JSON.parse(controls.dataset.curves)
  const plot = controls.closest('figure').querySelector('svg')
  const [left, right, top, bottom, most] = plot.dataset.frame.split(' ').map(Number)
  const slider = controls.querySelector('input')
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  line.setAttribute('class', 'reader')
  plot.append(line)

  const read = () => {
    const at = Number(slider.value)
    const x = left + (right - left) * at / most
    line.setAttribute('d', 'M' + x + ' ' + top + 'V' + bottom)
    slider.setAttribute('aria-valuetext', at + ' evaluations')
    controls.querySelector('.reading').textContent = sentence(series, at)
  }
  slider.addEventListener('input', read)
  controls.hidden = false
  read()
}

function sentence(series, at) {
  const reached = series.map(({ name, points }) => ({ name, points, loss: points.findLast(([when]) => when <= at)?.[1] }))
  const each = reached.map(({ name, loss }) => (loss === undefined ? 'not known yet' : short(loss)) + ' (' + name + ')')
  const now = 'After ' + at + ' evaluations the loss is ' + each.join(', ') + '.'
  const known = reached.filter(({ loss }) => loss !== undefined)
  if (known.length < 2) return now
  const ahead = known.reduce((a, b) => b.loss < a.loss ? b : a)
  const behind = known.filter(run => run !== ahead).map(({ name, points }) => {
    const when = points.find(([, loss]) => loss <= ahead.loss)?.[0]
    return ' ' + name + (when === undefined ? ' never gets to ' : ' gets to ') + short(ahead.loss) + (when === undefined ? '.' : ' after ' + when + '.')
  })
  return now + behind.join('')
}

function short(loss) {
  const [digits, exponent] = loss.toExponential(2).split('e')
  return loss >= 1e-3 && loss < 1e5 ? String(Number(loss.toPrecision(3))) : digits + ' × 10^' + Number(exponent)
}
`
