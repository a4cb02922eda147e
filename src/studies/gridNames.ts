import { NstOnnxError } from '../errors.js'
import { distinctNames, fileName, pictureTitle } from './fileNames.js'

/** What the pictures of a grid are called where nothing else is asked for. */
const USUAL = '{content}-{style}.png'

/** Two of them and what tells them from others of that name are no longer than a file's name may be. */
const LONGEST_TITLE = 80

const titleOf = (path: string) => fileName(pictureTitle(path), LONGEST_TITLE)

/**
 * The names of a grid's pictures, row by row, without their ending.
 *
 * @param template with `{content}` and `{style}` where the titles of the two go; the ending may be left out
 * @throws NstOnnxError `usage` for a template that other pictures would share a name by, and for a name that is none
 */
export function gridNames(contents: readonly string[], styles: readonly string[], template = USUAL): string[] {
  const stem = template.replace(/\.png$/i, '')
  const wrong = (problem: string) => new NstOnnxError('name-template', { option: 'name', value: template, problem })
  const unknown = /\{(?!content\}|style\})[^}]*\}?/.exec(stem)
  if (unknown) throw wrong(`${unknown[0]} is neither {content} nor {style}`)
  if (stem === '' || /[/\\]/.test(stem)) throw wrong('give the name of a file, without folders')
  const ending = /\.(?:jpe?g|webp|avif|tiff?|gif|bmp)$/i.exec(stem)
  if (ending) throw wrong('the pictures of a grid are PNG files; end it in .png, or leave its ending out')
  for (const [field, pictures] of [
    ['{content}', contents],
    ['{style}', styles],
  ] as const)
    if (pictures.length > 1 && !stem.includes(field))
      throw wrong(`there are several of ${field}, so the name must hold it`)
  const filled = (content: string, style: string) =>
    fileName(
      stem.replaceAll('{content}', titleOf(content)).replaceAll('{style}', titleOf(style)),
      2 * LONGEST_TITLE + 40,
    )
  return distinctNames(contents.flatMap(content => styles.map(style => filled(content, style))))
}
