import { type Brush, type Marks, mark, noMarks } from './marks.js'

/** So many strokes can be taken back; each takes as many bytes as there are marks. */
const MOST_STROKES = 50

/** A quick pointer tells of few points: spots between them lie so near to each other, in shares of the radius, that they make a line. */
const SPACING = 1 / 3

/** What a brush has done to a picture: marks, stroke by stroke. */
export class Brushwork {
  readonly marks: Marks
  readonly #before: Uint8Array[] = []
  /** Where the brush is in the stroke. */
  #at: { readonly x: number; readonly y: number } | undefined

  constructor(picture: { readonly width: number; readonly height: number }) {
    this.marks = noMarks(picture)
  }

  /** Whether there is a stroke to take back. */
  get canUndo(): boolean {
    return this.#before.length > 0
  }

  /** What follows is one stroke. */
  begin(): void {
    this.#at = undefined
    this.#before.push(this.marks.values.slice())
    if (this.#before.length > MOST_STROKES) this.#before.shift()
  }

  /** Marks the way to a point, as wide as a round spot; centre and radius in shares of the width. */
  put(brush: Brush, x: number, y: number, radius: number): void {
    const from = this.#at ?? { x, y }
    const spots = Math.max(1, Math.ceil(Math.hypot(x - from.x, y - from.y) / (SPACING * radius)))
    for (let spot = 1; spot <= spots; spot++) {
      const share = spot / spots
      mark(this.marks, brush, from.x + share * (x - from.x), from.y + share * (y - from.y), radius)
    }
    this.#at = { x, y }
  }

  /** The stroke is over; one that has changed nothing is none. */
  end(): void {
    const before = this.#before.at(-1)
    if (before?.every((value, at) => value === this.marks.values[at])) this.#before.pop()
  }

  /** Takes all marks away, as a stroke. */
  clear(): void {
    this.begin()
    this.marks.values.fill(0)
    this.end()
  }

  /** Takes the last stroke back. */
  undo(): void {
    const before = this.#before.pop()
    if (before) this.marks.values.set(before)
  }

  /** Takes over marks that were made otherwise: none, where they are undefined or those of a picture of another shape. */
  replace(drawn: Marks | undefined): void {
    this.#before.length = 0
    const { width, height, values } = this.marks
    if (drawn?.width === width && drawn.height === height) values.set(drawn.values)
    else values.fill(0)
  }
}
