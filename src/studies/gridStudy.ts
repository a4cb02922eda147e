import type { Options } from '../options/optionsTable.js'
import { pictureTitle } from './fileNames.js'
import { gridNames } from './gridNames.js'
import { inputCell, outcomeCell, type Study } from './study.js'

/** Every content with every style. The sheet has the styles on top and the contents on the left; `template` names the pictures. */
export function gridStudy(
  contents: readonly string[],
  styles: readonly string[],
  options: Options,
  template?: string,
): Study<string> {
  const pairs = contents.flatMap(content => styles.map(style => ({ content, style })))
  const names = gridNames(contents, styles, template)
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
