import { type Brush, type Marks, mark, noMarks } from './marks.js'

/** So many strokes can be taken back; each takes as many bytes as there are marks. */
const MOST_STROKES = 50

/** What a brush has done to a picture: marks, stroke by stroke. */
export class Brushwork {
  readonly marks: Marks
  readonly #before: Uint8Array[] = []

  constructor(picture: { readonly width: number; readonly height: number }) {
    this.marks = noMarks(picture)
  }

  /** Whether there is a stroke to take back. */
  get canUndo(): boolean {
    return this.#before.length > 0
  }

  /** What follows is one stroke. */
  begin(): void {
    this.#before.push(this.marks.values.slice())
    if (this.#before.length > MOST_STROKES) this.#before.shift()
  }

  /** Marks a round spot; centre and radius in shares of the width. */
  put(brush: Brush, x: number, y: number, radius: number): void {
    mark(this.marks, brush, x, y, radius)
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
