import { FLAT, MET } from './course.js'
import type { Prose } from './galleryPage.js'

// What the page says whatever its pictures are.

/** What a gallery is made from, in numbers. */
export interface ArticleFacts {
  readonly contents: number
  readonly styles: number
  /** Claims that are held against numbers. */
  readonly claims: number
  readonly features: 'vgg19' | 'fitted'
}

/** What the page is about: the method in two paragraphs, and what the page does with it. */
export function lede({ contents, styles, claims, features }: ArticleFacts): readonly Prose[] {
  return [
    [
      'A network that was trained to name what is in photographs ',
      { cites: 'network' },
      ' can be asked something else: how alike are two pictures? Neural style transfer ',
      { cites: 'style' },
      ' asks it twice about one image. In what it shows the image is to be like a photograph; in how it is painted, like a painting. Then pixels are changed, step by step, until the network finds both in it.',
    ],
    `This page takes that method apart on ${counted(contents, 'content picture')} and ${counted(styles, 'style picture')}. It shows what each part of the network keeps of a picture and what it forgets, and holds ${claims} things that are often said of the method against numbers measured on the very pictures shown here.`,
    ...(features === 'fitted'
      ? [
          'The trained network was not at hand when this page was made. Filters fitted to these very pictures take its place; they know colours and grain, and less of shapes.',
        ]
      : []),
  ]
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`

/** The words and numbers of the page, in the order in which one needs the other. */
export const WORDS: readonly (readonly [word: string, meaning: Prose])[] = [
  [
    'Layer',
    'One of the network’s sixteen convolutions. conv2_1 is the first of the second block; the higher the block, the larger the part of the picture that it sees at once, and the less exactly. relu2_1 is the same layer with everything below zero cut off.',
  ],
  [
    'Features',
    'What a layer answers to a picture: a stack of maps, one for each pattern that it knows, that say where in the picture that pattern is.',
  ],
  [
    'Gram matrix',
    [
      'For every two patterns of a layer, how much they are found in the same places, over the whole picture. Where that was is lost ',
      { cites: 'texture' },
      '.',
    ],
  ],
  [
    'Loss',
    'What is made small: a weighted sum of squared distances of features (content) and of Gram matrices (style). It has no unit. Losses can be compared only between runs with the same pictures, layers and weights; no plot on this page has others in it.',
  ],
  [
    'Evaluation',
    'One pass through the network and back: an image goes in, its loss comes out, and at every pixel which way the loss falls. Nearly all time goes into these.',
  ],
  [
    'Iteration',
    ['A step that the optimiser, L-BFGS ', { cites: 'optimiser' }, ', took. Some steps need more than one evaluation.'],
  ],
  [
    'Distance of features or Gram matrices',
    'The length of the difference over the usual length of the two: ‖a − b‖ ÷ √((‖a‖² + ‖b‖²) ÷ 2). 0 is equal; 1.41, the root of 2, is as far as two things lie apart that have nothing in common.',
  ],
  [
    'Settled',
    `A run counts as settled when the last fifth of its iterations took less than ${Math.round(100 * FLAT)} % off its loss (flat), when its loss is under 1/${Math.round(1 / MET)} of that after its first step (met: losses are squared, so the distance is a twentieth), or when the optimiser found nothing lower (ended).`,
  ],
  [
    'Verdicts',
    'Each is worked out from the numbers beside it by the rule beside it. Supported: they are as the rule says. Contradicted: they are not. Not enough iterations to tell: a run that the claim rests on had not settled, and with more iterations the numbers might change. Cannot be told: the pictures needed for it are missing. A verdict is about the pictures on this page; other pictures may give another.',
  ],
  ['Seed', 'The number that the noise is made from. The same seed gives the same noise.'],
]
