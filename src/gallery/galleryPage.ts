import type { LossCurve } from '../jobs/lossCurve.js'
import type { Course } from './course.js'
import type { ReferenceKey } from './references.js'

/**
 * Text that running times decide, such as `12.3 s` or `2.1 times as fast`. The page marks it (`data-time`), so that two
 * pages can be compared in everything that does not depend on the clock.
 */
export interface Timed {
  readonly time: string
}

/** A place in a text where a publication is referred to. */
export interface Citation {
  readonly cites: ReferenceKey
}

/** Text for people, in parts where some of it is {@link Timed} or a {@link Citation}. */
export type Prose = string | readonly (string | Timed | Citation)[]

/** A picture on the page. */
export interface Shot {
  /** Stands under the picture, a word or three: `conv2_2`, `seed 1`. May be empty; the page then calls it by its `alt`. */
  readonly caption: string
  /** Says what it shows, for people who cannot see it. */
  readonly alt: string
  /** Its own numbers in a few words, for who goes from one picture to the next. */
  readonly note?: string
  /** A WebP or PNG file, which the page holds. */
  readonly file: Uint8Array
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
  /** The steps of the last stage. */
  readonly curve: LossCurve
  readonly course: Course
  /** Equal for runs that lower the same loss; others' losses cannot be compared. */
  readonly objective: string
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
  /** How the numbers are read, in plain words: what 0 is, what 1, and which is better. */
  readonly explains: string
  readonly head: readonly string[]
  /** The first cell of each is its name. A column of numbers is set as such. */
  readonly rows: readonly (readonly (string | Timed)[])[]
}

/** A claim, and what the pictures of a figure say to it. */
export interface Claim {
  readonly says: string
  /** What the numbers are when the claim is supported, in words. */
  readonly rule: string
  /** `early` where runs were not long enough to tell, `open` where there is nothing to compare. */
  readonly verdict: 'supported' | 'contradicted' | 'early' | 'open'
  /** One or two sentences with the deciding numbers. */
  readonly because: Prose
}

/**
 * What a reader can do with a figure: go through its pictures by a slider, change between two of them in one place, or read its loss
 * curves off anywhere. Without a script they stand side by side.
 */
export type Player =
  | { readonly kind: 'slider' /** What changes from picture to picture: `Layer`. */; readonly label: string }
  | { readonly kind: 'flicker' }
  | { readonly kind: 'curves' }

/** A figure of the page. */
export interface Figure {
  /** A fragment name, unlike the other figures': lower case, hyphens. */
  readonly id: string
  readonly title: string
  /** Paragraphs: what is shown, and why. */
  readonly text: readonly Prose[]
  readonly player?: Player
  /** Rows of equal length; undefined is an empty cell (the corner of a grid). A single row may be wrapped. */
  readonly rows: readonly (readonly (Shot | MissingShot | undefined)[])[]
  /** Name and value, for people: layers, weights, size, iterations, start. */
  readonly settings: readonly (readonly [name: string, value: string])[]
  /** What is claimed of such pictures, and what these ones say to it. */
  readonly claim?: Claim
  readonly tables: readonly FigureTable[]
}

/** One picture, large, with what it was made from. */
export interface LargePicture {
  readonly result: Shot
  /** The same size as the result's. */
  readonly content: Shot
  readonly style: Shot
}

/** All that a gallery's page shows. */
export interface GalleryPage {
  readonly title: string
  /** Paragraphs: what this is about. */
  readonly lede: readonly Prose[]
  readonly large?: LargePicture
  /** Name and value: package, runtime, device, features, size. */
  readonly made: readonly (readonly [name: string, value: string | Timed])[]
  /** The command that builds the whole page. */
  readonly command: string
  readonly figures: readonly Figure[]
  /** What words and numbers of the page mean. */
  readonly words: readonly (readonly [word: string, meaning: Prose])[]
}
