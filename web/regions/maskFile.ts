import { type Mark, type Marks, markPixels, marksIn } from './marks.js'

/** The parts that a run paints in ways of their own. */
export interface ChosenRegions {
  /** A picture of flat colours: see `MASK_COLOURS`. */
  readonly mask: File
  readonly marks: readonly Mark[]
  /** What was drawn, for the brush to go on with. */
  readonly drawn: Marks
  /** Whether anything is left unmarked. */
  readonly hasRest: boolean
}

/** Marks as a run takes them; undefined where there are none. */
export async function maskFile(marks: Marks): Promise<ChosenRegions | undefined> {
  const drawn = { ...marks, values: marks.values.slice() }
  const present = marksIn(drawn)
  if (present.length === 0) return undefined
  const canvas = new OffscreenCanvas(marks.width, marks.height)
  canvas.getContext('2d', { willReadFrequently: true })?.putImageData(markPixels(drawn, 'mask'), 0, 0)
  const blob = await canvas.convertToBlob({ type: 'image/png' })
  return {
    mask: new File([blob], 'parts.png', { type: blob.type }),
    marks: present,
    drawn,
    hasRest: drawn.values.includes(0),
  }
}
