import type { Picture } from '../../src/images/picture.js'
import { Canvas, hex, mix, smoothstep } from './canvas.js'
import { fractalNoise } from './noise.js'

const INKS = ['#0f2a4a', '#1d5a8a', '#5aa6bd', '#bcd8cf', '#f1e4c6', '#e8b27a'].map(hex)

/** Waves as a woodblock prints them: flat inks and carved lines, 384×288. Always the same. */
export function drawWoodcut(): Picture {
  const canvas = new Canvas(384, 288)
  const swell = fractalNoise(51, 3)
  const paper = fractalNoise(57, 4)
  canvas.fill(
    () => 1,
    (x, y) => {
      const curl = 60 * swell(x / 120 + 2, y / 100)
      const height = (y + curl + 12 * Math.sin((x + 1.6 * y) / 38)) / 13
      const band = Math.floor(height)
      const across = height - band
      const ink = INKS[(((band * 5) % INKS.length) + INKS.length) % INKS.length] ?? hex('#0f2a4a')
      const line = smoothstep(0.16, 0.06, Math.abs(across - 0.5) < 0.42 ? 0.5 - Math.abs(across - 0.5) : 0)
      const hatch = band % 3 === 0 ? 0.55 * smoothstep(0.25, 0.1, Math.abs(((across * 4) % 1) - 0.5)) : 0
      const printed = mix(ink, hex('#0c1d33'), Math.max(line, hatch))
      return mix(printed, hex('#f6ecd4'), 0.22 * paper(x / 4, y / 60))
    },
  )
  return canvas.picture()
}
