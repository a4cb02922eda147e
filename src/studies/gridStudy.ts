import type { Options } from '../options/optionsTable.js'
import { distinctNames, fileName, pictureTitle } from './fileNames.js'
import { inputCell, outcomeCell, type Study } from './study.js'

/** Two of them and what tells them from others of that name are no longer than a file's name may be. */
const LONGEST_TITLE = 80

const half = (path: string) => fileName(pictureTitle(path), LONGEST_TITLE)

/** Every content with every style. The sheet has the styles on top and the contents on the left. */
export function gridStudy(contents: readonly string[], styles: readonly string[], options: Options): Study<string> {
  const pairs = contents.flatMap(content => styles.map(style => ({ content, style })))
  const names = distinctNames(pairs.map(({ content, style }) => `${half(content)}-${half(style)}`))
  const at = (row: number, column: number) => row * styles.length + column
  return {
    jobs: pairs.map((pair, index) => ({ name: names[index] ?? '', request: { ...options, ...pair } })),
    sheet: made => ({
      rows: [
        [
          undefined,
          ...styles.map((style, column) => inputCell(made[column]?.inputs.styles[0]?.picture, pictureTitle(style))),
        ],
        ...contents.map((content, row) => [
          inputCell(made[at(row, 0)]?.inputs.content?.picture, pictureTitle(content)),
          ...styles.map((_, column) => outcomeCell(made[at(row, column)])),
        ]),
      ],
    }),
  }
}
