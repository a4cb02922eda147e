import { BORDERS } from '../graphs/borders.js'
import { CONVOLUTIONS } from '../graphs/convolutions.js'
import { TERM_OPTIONS } from '../graphs/terms/termKinds.js'
import { DEVICES } from '../runtime/devices.js'
import { MAP_PRECISIONS } from '../runtime/mapPrecision.js'
import { PRESET_NAMES } from './presets.js'

/** Whose colours a result has: `match`, the style's as the content has them; `luminance`, the content's from first to last. */
const COLOURS = ['style', 'match', 'luminance', 'content'] as const
/** Whose colours the result of a run has. */
export type Colours = (typeof COLOURS)[number]

/** What every option says of itself. */
export interface Described {
  /** One sentence that says what it is for. */
  readonly help: string
  /** A second sentence, for those who write the option as text: `--help` and the README. */
  readonly onCommandLine?: string
  /** What happens without the option, where that is not one fixed value. */
  readonly otherwise?: string
}

/** A number within bounds, both allowed. */
export interface NumberOption extends Described {
  readonly kind: 'number' | 'integer'
  readonly min: number
  readonly max: number
  readonly default?: number
  /** A word that may stand instead. */
  readonly word?: string
  /** Where it counts bytes, the command line takes them in larger units too: 2GB, 500MB. */
  readonly unit?: 'bytes'
}

/** One of a few words. */
export interface ChoiceOption<Choice extends string = string> extends Described {
  readonly kind: 'choice'
  readonly choices: readonly Choice[]
  readonly default?: Choice
}

/** One of some words, or a file: its path or address as text, or a tagged input in a request. */
export interface FileOption extends Described {
  readonly kind: 'file'
  readonly words: readonly string[]
  readonly default: string
}

/** Names of taps: a list in the library, separated by commas on the command line; `none` is the empty list. */
export interface TapsOption extends Described {
  readonly kind: 'taps'
}

/** One weight for all taps, or weights by tap; `tap=number,…` on the command line. Not negative. */
export interface TermWeightsOption extends Described {
  readonly kind: 'termWeights'
}

/** A number, or a list of them, one a stage of the run, coarse to fine; `a,b,c` on the command line. */
export interface ByStageOption extends Described {
  readonly kind: 'numberByStage' | 'integerByStage'
  /** The bounds of a number in a list. */
  readonly min: number
  readonly max: number
  /** The bounds of a number that stands alone, where they are others because it means something else. */
  readonly alone?: { readonly min: number; readonly max: number }
  /** A word that may stand instead. */
  readonly word?: string
}

/** An entry of the table of options. */
export type Option = NumberOption | ChoiceOption | FileOption | TapsOption | TermWeightsOption | ByStageOption

/**
 * Every option of a run: the one source of names, defaults, ranges and help for the library's types, the command line
 * (`styleWeight` is `--style-weight` there), the README and the recipe in a finished picture.
 */
export const OPTIONS = {
  size: { kind: 'integer', min: 16, max: 16384, default: 512, help: 'Long side of the result in pixels.' },
  styleSize: {
    kind: 'integer',
    min: 16,
    max: 16384,
    otherwise: "the result's long side",
    help: 'Long side that the style picture is scaled to; sets the scale of its strokes.',
  },
  styleScale: {
    kind: 'number',
    min: 0.5,
    max: 2,
    default: 1,
    help: 'How large strokes are beside their usual size, at every stage: what the style picture would be scaled to is multiplied by it.',
  },
  colors: {
    kind: 'choice',
    choices: COLOURS,
    default: 'style',
    help: "Whose colours the result has: the style's; the style's, matched to the content's before the run; or the content's, where only luminance is painted, or where its colours are put back after the run.",
  },
  scales: {
    kind: 'integerByStage',
    min: 16,
    max: 16384,
    alone: { min: 1, max: 8 },
    word: 'auto',
    otherwise: "the preset's",
    help: 'Stages, coarse to fine, each starting from the one before, enlarged: how many, each half as large as the next; their long sides in pixels; or as many as suit the size of the result.',
  },
  iterations: {
    kind: 'integerByStage',
    min: 0,
    max: 1_000_000,
    otherwise: "the preset's",
    help: 'Accepted optimiser steps: in all, shared out over the stages as the preset does, or one number for each stage.',
  },
  contentByStage: {
    kind: 'numberByStage',
    min: 0,
    max: 1e6,
    otherwise: "the preset's",
    help: 'Factors of the content weight, one for each stage: more of the content in coarse stages keeps the subject.',
  },
  finestLayers: {
    kind: 'taps',
    otherwise: "the preset's; none where layers are chosen",
    help: 'Taps that the last of several stages reads: terms of the style at others are left out of it, and content is read no deeper. All are read where there are none.',
  },
  preset: {
    kind: 'choice',
    choices: PRESET_NAMES,
    default: 'paint',
    help: 'Layers, weights, pooling and iterations to start from; single options override it.',
  },
  strength: {
    kind: 'number',
    min: 0,
    max: 2,
    default: 1,
    help: "How far the result goes from the content towards the style: 1 is the preset's look, 0.5 about half as far, 0 the content itself, at every size and for every style.",
  },
  ...TERM_OPTIONS,
  pool: {
    kind: 'choice',
    choices: ['max', 'avg'],
    otherwise: "the preset's",
    help: 'Pooling between blocks of the network.',
  },
  borders: {
    kind: 'choice',
    choices: BORDERS,
    otherwise: "the preset's",
    help: 'What the network sees beyond the picture: zeros; the outermost pixels again, as in a mirror, also where pooling would drop the last rows and columns; or the other side, for a picture that tiles without a seam.',
  },
  init: {
    kind: 'file',
    words: ['content', 'noise', 'style'],
    default: 'content',
    help: 'Where the image starts: a copy of the content, noise, the style picture, or a picture of your own.',
  },
  seed: { kind: 'integer', min: 0, max: 2 ** 32 - 1, default: 0, help: 'Seed of the noise and of fitted features.' },
  optimizer: {
    kind: 'choice',
    choices: ['lbfgs', 'adam'],
    default: 'lbfgs',
    help: 'L-BFGS needs far fewer evaluations; Adam less memory.',
  },
  history: {
    kind: 'integer',
    min: 1,
    max: 1000,
    otherwise: '40, or as many as 64 MB hold, at least 10; 5 above 2 megapixels, 3 above 8',
    help: 'Curvature pairs that L-BFGS keeps; each takes 24 bytes a pixel.',
  },
  learningRate: {
    kind: 'number',
    min: 1e-6,
    max: 10,
    default: 0.02,
    help: "Adam's step length per pixel value, in units of the full range.",
  },
  device: {
    kind: 'choice',
    choices: ['auto', ...DEVICES],
    default: 'auto',
    help: 'Where the graph runs.',
    onCommandLine: '`nst-onnx devices` lists what is there.',
  },
  threads: {
    kind: 'integer',
    min: 1,
    max: 1024,
    otherwise: 'all cores',
    help: 'CPU threads, up to the processors that the process may use.',
  },
  window: {
    kind: 'integer',
    min: 16,
    max: 16384,
    word: 'whole',
    otherwise: 'the largest that fits in memory',
    help: 'Evaluate the picture whole, or by windows that are so long and wide beside their halo: the same up to rounding, in less memory.',
  },
  mapPrecision: {
    kind: 'choice',
    choices: MAP_PRECISIONS,
    otherwise: 'half above 2 megapixels',
    help: 'How maps of the content picture are kept where it is evaluated by windows: half takes half the memory.',
  },
  convolutions: {
    kind: 'choice',
    choices: CONVOLUTIONS,
    otherwise: 'the fastest here; direct by windows and on a GPU',
    help: "How convolutions are computed: as they are written, or by Winograd's tiles, which take fewer products and more memory and round otherwise: those of many channels, or all but those with the image's own.",
  },
  memory: {
    kind: 'integer',
    min: 1e6,
    max: 2 ** 50,
    unit: 'bytes',
    otherwise: 'what the machine can give',
    help: 'The most that the whole process may take, such as 2GB; what does not fit in it is evaluated by windows.',
  },
  weights: {
    kind: 'file',
    words: ['auto', 'vgg19', 'fitted'],
    default: 'auto',
    help: 'VGG-19 if it can be had and else filters fitted to the pictures; one of the two; or a safetensors file.',
  },
} as const satisfies Record<string, Option>

/** The name of an option of a run. */
export type OptionName = keyof typeof OPTIONS

/** The values that an option of a kind can have. */
export type ValueOf<Kind extends Option> = Kind extends NumberOption
  ? number | (Kind extends { readonly word: infer Word } ? Word : never)
  : Kind extends ChoiceOption<infer Choice>
    ? Choice
    : Kind extends TapsOption
      ? readonly string[]
      : Kind extends TermWeightsOption
        ? number | Readonly<Record<string, number>>
        : Kind extends ByStageOption
          ? number | readonly number[] | (Kind extends { readonly word: infer Word } ? Word : never)
          : string

/** The options of a run as a program gives them: all may be left out. `OPTIONS` documents each. */
export type Options = { readonly [Name in OptionName]?: ValueOf<(typeof OPTIONS)[Name]> | undefined }

/** All options, in the order of the table. */
export const OPTION_NAMES = Object.keys(OPTIONS) as readonly OptionName[]

/** An option as the command line spells it: `styleWeight` is `--style-weight`. */
export function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`
}

/** What an option is for, and how it is written on the command line. */
export function commandHelp({ help, onCommandLine }: Option): string {
  return onCommandLine === undefined ? help : `${help} ${onCommandLine}`
}

/** The value that an option has when it is left out, for people. */
export function defaultText(option: Option): string {
  return option.otherwise ?? ('default' in option ? String(option.default) : '')
}

/** What to write behind an option's flag, for people: its choices, or its range. */
export function valueText(option: Option): string {
  switch (option.kind) {
    case 'choice':
      return option.choices.join('|')
    case 'file':
      return [...option.words, 'FILE'].join('|')
    case 'taps':
      return 'TAP,…'
    case 'termWeights':
      return 'NUMBER or TAP=NUMBER,…'
    case 'numberByStage':
    case 'integerByStage': {
      const { word, min, max, alone = { min, max } } = option
      return [...(word === undefined ? [] : [word]), `${alone.min}–${alone.max}`, 'NUMBER,…'].join('|')
    }
    default:
      if (option.unit === 'bytes') return 'BYTES, or 2GB, 500MB'
      return `${option.word === undefined ? '' : `${option.word}|`}${option.min}–${option.max}`
  }
}
