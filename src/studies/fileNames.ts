import { pictureName } from '../images/pictureName.js'

/** File systems take 255 bytes a name; what is written beside a picture, and a number to tell names apart, fit as well. */
const LONGEST = 160

/** A name that any file system takes, for a file that is about `text`. */
export function fileName(text: string, longest = LONGEST): string {
  const name = text
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}.=_-]+/gu, '-')
    .replace(/^[-.]+/, '')
  return shortened(name, longest) || 'picture'
}

/** The beginning of a text that is no longer than so many bytes of UTF-8, in whole characters. */
export function shortened(text: string, longest: number): string {
  let bytes = 0
  let short = ''
  for (const character of text) {
    bytes += new TextEncoder().encode(character).length
    if (bytes > longest) break
    short += character
  }
  return short
}

/** Makes names differ, also where upper and lower case are the same: the second `a` becomes `a-2`. */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map(name => {
    let distinct = name
    for (let count = 2; taken.has(distinct.toLowerCase()); count++) distinct = `${name}-${count}`
    taken.add(distinct.toLowerCase())
    return distinct
  })
}

/** What a picture of the command line is called, without its folder and ending. */
export function pictureTitle(path: string): string {
  return (path === '-' ? 'stdin' : pictureName(path)).replace(/(?<=.)\.[^.]*$/, '')
}
