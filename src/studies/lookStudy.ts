import { optionWords, quotedFile } from '../options/commandWords.js'
import type { Options } from '../options/optionsTable.js'
import { distinctNames, fileName } from './fileNames.js'
import { inputCell, outcomeCell, type Study } from './study.js'

/** One way to paint a picture, and what it is called. */
export interface Look {
  readonly title: string
  readonly options: Options
}

/** Small enough for six pictures in less than a minute on two cores, and large enough to choose by. */
const QUICK: Options = { size: 144, iterations: 60 }
/** What is worth a look first: the default, and what people ask for next. */
const LOOKS: readonly Look[] = [
  { title: 'as it comes', options: {} },
  { title: 'more of the photograph', options: { strength: 0.6 } },
  { title: 'more of the painting', options: { strength: 1.6 } },
  { title: 'finer strokes', options: { styleScale: 0.6 } },
  { title: 'broader strokes', options: { styleScale: 1.6 } },
  { title: 'its own colours', options: { colors: 'content' } },
]

/** A picture in several looks, beside each other, and the command that paints each at full size. */
export interface LookStudy extends Study<string> {
  readonly commands: readonly { readonly title: string; readonly command: string }[]
}

/**
 * The looks of a picture.
 *
 * @param given options that all of them have
 */
export function lookStudy(content: string, style: string, given: Options): LookStudy {
  const names = distinctNames(LOOKS.map(({ title }) => fileName(title)))
  return {
    jobs: LOOKS.map(({ options }, index) => ({
      name: names[index] ?? '',
      request: { ...QUICK, ...withLook(given, options), content, style },
    })),
    sheet: made => ({
      rows: [
        [
          inputCell(made[0]?.inputs.content?.picture, 'content'),
          ...[0, 1, 2].map(at => outcomeCell(made[at], LOOKS[at]?.title)),
        ],
        [
          inputCell(made[0]?.inputs.styles[0]?.picture, 'style'),
          ...[3, 4, 5].map(at => outcomeCell(made[at], LOOKS[at]?.title)),
        ],
      ],
    }),
    commands: LOOKS.map(({ title, options }) => ({
      title,
      command: ['nst-onnx run', quotedFile(content), quotedFile(style), ...optionWords(withLook(given, options))].join(
        ' ',
      ),
    })),
  }
}

/** What is given, with a look's own options: these stand alone where others would say the same in other words. */
function withLook({ styleWeight, styleSize, ...given }: Options, look: Options): Options {
  return {
    ...given,
    ...(look.strength === undefined && { styleWeight }),
    ...(look.styleScale === undefined && { styleSize }),
    ...look,
  }
}
