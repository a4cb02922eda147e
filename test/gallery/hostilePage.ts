import { courseOf } from '../../src/gallery/course.js'
import type { Figure, GalleryPage, Made, Shot } from '../../src/gallery/galleryPage.js'
import type { LossCurve } from '../../src/jobs/lossCurve.js'
import { encodePicture } from '../../src/node/pictures/encodePicture.js'
import { picture } from '../images/grid.js'

/** Names as a file may have them. Each would do something if it were not escaped in some place. */
export const HOSTILE = '<img src=x onerror=alert(1)>.jpg'
export const QUOTES = `"><script>alert(2)</script>' onfocus='alert(3)&lt;.png`

/** No space to break a line at. */
export const LONG = `${'IMG_20240131'.repeat(12)}.jpg`

/** A loss that falls from `from` to `from / 100` in `steps` steps of one evaluation each. */
export function curve(from: number, steps: number): LossCurve {
  return Array.from({ length: steps }, (_, i) => ({
    iteration: i + 1,
    evaluations: i + 1,
    loss: from * 0.01 ** (i / Math.max(1, steps - 1)),
    seconds: i * 0.1,
  }))
}

export function made(command: string, from: number, seconds = 1.5): Made {
  const steps = curve(from, 40)
  const counts = { iterations: 40, evaluations: 40 }
  const course = courseOf(steps, 'iterations')
  return {
    command,
    loss: from / 100,
    ...counts,
    seconds,
    stopped: 'iterations',
    curve: steps,
    course,
    objective: command,
  }
}

export async function shot(caption: string, width: number, height: number, run?: Made): Promise<Shot> {
  const colours = picture(width, height, (c, x, y) => ((x * (c + 1) + 2 * y) % 64) / 64)
  const file = await encodePicture(colours, { format: 'webp' })
  return { caption, alt: `Picture of ${caption}`, file, width, height, ...(run && { made: run }) }
}

/** A page with every part there is, made of names that try to break out of their places. `slow` scales the times. */
export async function hostilePage(slow = 1): Promise<GalleryPage> {
  const seconds = (value: number) => ({ time: `${(value * slow).toFixed(1)} s` })
  const run = (command: string, from: number) => made(command, from, 1.5 * slow)
  const layers: Figure = {
    id: 'layers',
    title: `Reconstructions of ${HOSTILE}`,
    text: [`What ${QUOTES} keeps.`, ['As said ', { cites: 'style' }, '.']],
    player: { kind: 'slider', label: `Layer of ${QUOTES}` },
    rows: [
      [
        await shot(HOSTILE, 48, 36),
        await shot('conv1_1', 48, 36, run(`nst-onnx run '${HOSTILE}' --init noise`, 300)),
        await shot(QUOTES, 48, 36, run(`nst-onnx run "${QUOTES}"  --seed 2`, 20)),
        { caption: 'conv5_1', missing: `${HOSTILE}: no such file` },
      ],
    ],
    settings: [['Start', `noise, ${QUOTES}`]],
    claim: {
      says: `${HOSTILE} is kept.`,
      rule: `${QUOTES} is small.`,
      verdict: 'supported',
      because: ['After ', seconds(2), ` ${QUOTES}.`],
    },
    tables: [
      {
        caption: `Times of ${HOSTILE}`,
        explains: `Seconds of ${QUOTES}.`,
        head: ['Name', QUOTES],
        rows: [[HOSTILE, seconds(2.5)]],
      },
    ],
  }
  const grid: Figure = {
    id: 'grid',
    title: 'Every content by every style',
    text: [`Contents at the left, styles above; ${LONG}.`],
    rows: [
      [undefined, await shot('tall style', 30, 64), await shot('wide style', 64, 30), await shot('third', 64, 64)],
      [
        await shot('content', 64, 48),
        await shot('content × tall style', 64, 48, run('nst-onnx run a b', 9)),
        await shot('content × wide style', 64, 48, run('nst-onnx run a c', 8)),
        await shot('content × third', 64, 48, run(`nst-onnx run ${LONG} d`, 7)),
      ],
    ],
    settings: [['Style', LONG]],
    claim: { says: LONG, rule: LONG, verdict: 'open', because: LONG },
    tables: [{ caption: LONG, explains: LONG, head: ['Name', LONG], rows: [[LONG, LONG]] }],
  }
  const start: Figure = {
    id: 'start',
    title: `Where ${QUOTES} starts`,
    text: [],
    player: { kind: 'curves' },
    rows: [
      [
        await shot(`content ${QUOTES}`, 48, 36, { ...run('nst-onnx run c', 300), objective: 'one' }),
        await shot('noise', 48, 36, { ...run('nst-onnx run n', 9000), objective: 'one' }),
      ],
    ],
    settings: [],
    tables: [],
  }
  const seeds: Figure = {
    id: 'seeds',
    title: 'Two noises',
    text: ['Twice.'],
    player: { kind: 'flicker' },
    rows: [[await shot('seed 1', 48, 36), await shot('seed 2', 48, 36)]],
    settings: [],
    tables: [],
  }
  return {
    title: `The gallery of ${HOSTILE}`,
    lede: [`About ${HOSTILE}.`],
    large: {
      result: await shot(`${QUOTES} as painted`, 96, 72),
      content: await shot(`content ${QUOTES}`, 96, 72),
      style: await shot(`style ${HOSTILE}`, 48, 36),
    },
    made: [
      ['Package', `nst-onnx ${QUOTES}`],
      ['Running time', seconds(120)],
      ['Content', LONG],
    ],
    command: `nst-onnx gallery '${HOSTILE}' --styles "${QUOTES}"`,
    figures: [layers, grid, start, seeds],
    words: [[QUOTES, `${HOSTILE} is a word.`]],
  }
}
