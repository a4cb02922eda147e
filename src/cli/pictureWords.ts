import { readdir, stat } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import { glob, isDynamicPattern } from 'tinyglobby'
import { NstOnnxError } from '../errors.js'
import { pictureAddress } from '../node/network/pictureAddress.js'
import { isTaken } from './outputPath.js'

/** The names by which a folder's pictures are known from what else it holds. */
const PICTURE = /^[^.].*\.(?:jpe?g|jpe|jfif|png|webp|avif|gif|tiff?|bmp)$/i

/**
 * The pictures of an option, each once: files and what else a picture may come from as they are; the pictures in a folder, by name;
 * and the files that a pattern fits, where the shell has left that to the program. Throws NstOnnxError `usage` and `input`.
 */
export async function pictureWords(name: string, value: unknown): Promise<string[]> {
  // Given twice, an option of several values is a list of lists.
  const given = [value].flat(2).map(String)
  if (given.includes('')) throw new NstOnnxError('pictures-unnamed', { option: name })
  const words = (await Promise.all(given.map(picturesOf))).flat()
  const same = (word: string) => (word === '-' || pictureAddress(word) ? word : resolve(word))
  const twice = words.find((word, index) => words.findIndex(other => same(other) === same(word)) < index)
  if (twice !== undefined) throw new NstOnnxError('option-value-twice', { option: name, value: twice })
  return words
}

async function picturesOf(word: string): Promise<string[]> {
  if (word === '-' || pictureAddress(word)) return [word]
  if (await isFolder(word)) return some(await picturesIn(word), 'folder-without-pictures', word)
  // A file may be called like a pattern.
  if (!isDynamicPattern(word) || (await isTaken(word))) return [word]
  const pattern = process.platform === 'win32' ? word.replaceAll('\\', '/') : word
  const files = await glob(pattern, { absolute: isAbsolute(word), expandDirectories: false })
  return some(files.sort(), 'pattern-without-files', word)
}

async function picturesIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter(name => PICTURE.test(name)).sort()
  const paths = names.map(name => join(folder, name))
  const folders = await Promise.all(paths.map(isFolder))
  return paths.filter((_, index) => !folders[index])
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    found => found.isDirectory(),
    () => false,
  )

function some(files: string[], code: 'folder-without-pictures' | 'pattern-without-files', name: string): string[] {
  if (files.length === 0) throw new NstOnnxError(code, { name })
  return files
}
