import type { Picture } from '../../src/images/picture.js'
import { Canvas, gradient, hex, mix, smoothstep } from './canvas.js'
import { fractalNoise, randomNumbers } from './noise.js'

const GLASS = ['#12325e', '#1f6f9f', '#2fa59a', '#e9c64f', '#e2742f', '#b02a3a', '#5b2a6b'].map(
  (code, i, all) => [i / (all.length - 1), hex(code)] as const,
)
/** About the width of a pane, in pixels. */
const PANE = 22

/** Stained glass: panes of strong colour in dark lead, 384×288. Always the same. */
export function drawStainedGlass(): Picture {
  const canvas = new Canvas(384, 288)
  const random = randomNumbers(19)
  const columns = Math.ceil(384 / PANE) + 3
  const centres = Array.from({ length: columns * (Math.ceil(288 / PANE) + 3) }, (_, i) => ({
    x: ((i % columns) - 1 + 0.9 * random()) * PANE,
    y: (Math.floor(i / columns) - 1 + 0.9 * random()) * PANE,
    tint: random(),
  }))
  const flow = fractalNoise(23, 3)
  const ripple = fractalNoise(29, 3)
  canvas.fill(
    () => 1,
    (x, y) => {
      let [nearest, second] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
      let pane = centres[0]
      const [column, row] = [Math.floor(x / PANE) + 1, Math.floor(y / PANE) + 1]
      for (let down = -2; down <= 2; down++)
        for (let across = -2; across <= 2; across++) {
          const centre = centres[(row + down) * columns + column + across]
          if (!centre) continue
          const distance = Math.hypot(x - centre.x, y - centre.y)
          if (distance < nearest) {
            second = nearest
            nearest = distance
            pane = centre
          } else if (distance < second) second = distance
        }
      const place = flow((pane?.x ?? 0) / 130, (pane?.y ?? 0) / 130)
      const glass = gradient(GLASS, Math.min(1, Math.max(0, 1.7 * place - 0.35 + 0.3 * ((pane?.tint ?? 0) - 0.5))))
      const lit = mix(glass, hex('#fff6da'), 0.45 * ripple(x / 14, y / 14) - 0.1)
      return mix(hex('#14110f'), lit, smoothstep(1.6, 3.4, second - nearest))
    },
  )
  return canvas.picture()
}
