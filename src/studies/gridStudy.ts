import type { Options } from '../options/optionsTable.js'
import { distinctNames, fileName, pictureTitle } from './fileNames.js'
import { inputCell, outcomeCell, type Study } from './study.js'

/** Every content with every style. The sheet has the styles on top and the contents on the left. */
export function gridStudy(contents: readonly string[], styles: readonly string[], options: Options): Study<string> {
  const pairs = contents.flatMap(content => styles.map(style => ({ content, style })))
  const names = distinctNames(
    pairs.map(({ content, style }) => fileName(`${pictureTitle(content)}-${pictureTitle(style)}`)),
  )
  const at = (row: number, column: number) => row * styles.length + column
  return {
    jobs: pairs.map((pair, index) => ({ name: names[index] ?? '', request: { ...options, ...pair } })),
    sheet: made => ({
      rows: [
        [
          undefined,
          ...styles.map((style, column) => inputCell(made[column]?.plan.style?.picture, pictureTitle(style))),
        ],
        ...contents.map((content, row) => [
          inputCell(made[at(row, 0)]?.plan.content?.picture, pictureTitle(content)),
          ...styles.map((_, column) => outcomeCell(made[at(row, column)])),
        ]),
      ],
    }),
  }
}
