import type { ChosenPicture } from '../state/pageState.js'

/** A chosen picture as a file of its name: recipes take it from there. */
export function namedFile({ file, name }: Pick<ChosenPicture, 'file' | 'name'>): File {
  return file instanceof File && file.name === name ? file : new File([file], name, { type: file.type })
}
