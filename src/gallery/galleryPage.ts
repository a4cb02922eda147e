import type { LossCurve } from '../jobs/lossCurve.js'

/**
 * Text that running times decide, such as `12.3 s` or `2.1 times as fast`. The page marks it (`data-time`), so that two
 * pages can be compared in everything that does not depend on the clock.
 */
export interface Timed {
  readonly time: string
}

/** Text for people, in parts where some of it is {@link Timed}. */
export type Prose = string | readonly (string | Timed)[]

/** A picture on the page. */
export interface Shot {
  /** Stands under the picture, a word or three: `conv2_2`, `seed 1`. May be empty; the page then calls it by its `alt`. */
  readonly caption: string
  /** Says what it shows, for people who cannot see it. */
  readonly alt: string
  /** A PNG file; the page holds it whole, so that a picture saved from the page has its recipe. */
  readonly png: Uint8Array
  readonly width: number
  readonly height: number
  /** What was made, absent for a picture that was given. */
  readonly made?: Made
}

/** How a picture was made. */
export interface Made {
  /** The command line that makes this picture. */
  readonly command: string
  readonly loss: number
  readonly iterations: number
  readonly evaluations: number
  readonly seconds: number
  /** Why the run ended, in a word. */
  readonly stopped: string
  readonly curve: LossCurve
}

/** A cell whose picture is missing, and why in one line. */
export interface MissingShot {
  readonly caption: string
  readonly missing: string
}

/** Numbers with their heads, for people. */
export interface FigureTable {
  /** What the numbers are, with their unit. */
  readonly caption: string
  readonly head: readonly string[]
  /** The first cell of each is its name. A column of numbers is set as such. */
  readonly rows: readonly (readonly (string | Timed)[])[]
}

/** A claim, and what the pictures of a figure say to it. */
export interface Claim {
  readonly says: string
  readonly verdict: 'supported' | 'contradicted' | 'open'
  /** One or two sentences with the deciding numbers. */
  readonly because: Prose
}

/** A figure of the page. */
export interface Figure {
  /** A fragment name, unlike the other figures': lower case, hyphens. */
  readonly id: string
  readonly title: string
  /** One or two sentences: what is seen. */
  readonly text: string
  /** Rows of equal length; undefined is an empty cell (the corner of a grid). A single row may be wrapped. */
  readonly rows: readonly (readonly (Shot | MissingShot | undefined)[])[]
  /** Name and value, for people: layers, weights, size, iterations, start. */
  readonly settings: readonly (readonly [name: string, value: string])[]
  /** What is claimed of such pictures, and what these ones say to it. */
  readonly claim?: Claim
  readonly tables: readonly FigureTable[]
}

/** All that a gallery's page shows. */
export interface GalleryPage {
  readonly title: string
  /** Name and value: package, runtime, device, features, size. */
  readonly made: readonly (readonly [name: string, value: string | Timed])[]
  /** The command that builds the whole page. */
  readonly command: string
  readonly figures: readonly Figure[]
}
