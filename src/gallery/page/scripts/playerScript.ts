/** Figures to play with: one picture at a time by a slider, two that flicker, and the large picture over its content. */
export const PLAYER_SCRIPT = `for (const stage of document.querySelectorAll('[data-player=slider], [data-player=flicker]')) {
  const controls = stage.querySelector('.play')
  if (controls) play(stage, controls)
}

function play(stage, controls) {
  const shots = [...stage.querySelectorAll('.shot')]
  const slider = controls.querySelector('input')
  const all = controls.querySelector('.all')
  const flicker = controls.querySelector('.flicker')
  let [current, timer] = [Number(slider?.value ?? 0)]

  function choose(index) {
    current = index
    shots.forEach((shot, i) => shot.classList.toggle('current', i === index))
    slider?.setAttribute('aria-valuetext', shots[index].querySelector('figcaption').innerText)
  }
  function showAll(on) {
    stage.classList.toggle('playing', !on)
    all.setAttribute('aria-pressed', on)
    if (on) stop()
  }
  function stop() {
    clearInterval(timer)
    flicker?.setAttribute('aria-pressed', 'false')
  }

  const next = () => choose((current + 1) % shots.length)

  slider?.addEventListener('input', () => {
    showAll(false)
    choose(Number(slider.value))
  })
  controls.querySelector('.other')?.addEventListener('click', () => {
    stop()
    showAll(false)
    next()
  })
  all.addEventListener('click', () => showAll(stage.classList.contains('playing')))
  // Slower than three changes in a second, which can hurt.
  flicker?.addEventListener('click', () => {
    if (flicker.getAttribute('aria-pressed') === 'true') return stop()
    showAll(false)
    flicker.setAttribute('aria-pressed', 'true')
    timer = setInterval(next, 600)
  })
  controls.hidden = false
  choose(current)
  showAll(false)
}

for (const large of document.querySelectorAll('[data-player=compare]')) {
  const slider = large.querySelector('input')
  const painted = large.querySelector('.over')
  const place = () => {
    const at = slider.value / 100
    // The middle of the handle goes from half its width to half its width.
    const left = at === 0 || at === 1 ? 100 * at + '%' : 'calc(1.375rem + (100% - 2.75rem) * ' + at + ')'
    painted.style.clipPath = 'inset(0 0 0 ' + left + ')'
    slider.setAttribute('aria-valuetext', slider.value + ' % content')
  }
  slider.addEventListener('input', place)
  slider.hidden = false
  large.querySelector('.hint').hidden = false
  place()
}
`
