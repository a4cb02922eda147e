import { stat } from 'node:fs/promises'
import { NstOnnxError } from '../errors.js'
import { fetchPicture } from '../node/network/fetchPicture.js'
import { pictureAddress } from '../node/network/pictureAddress.js'
import type { NamedPicture, PictureInput } from '../node/pictures/pictureInput.js'
import { readBytes } from '../node/pictures/readPicture.js'
import type { PaintRequest } from '../requests/request.js'
import { readStdin, STDIN_NAME } from './readStdin.js'

/** Pictures that can be read but once, by the words of the command line that stand for them: `-`, addresses, and pipes. */
export type Sources = ReadonlyMap<string, NamedPicture>

/**
 * Reads once what can be read but once among the pictures of some requests, however many of these use it.
 *
 * Throws NstOnnxError `usage` and `input`, or the signal's reason.
 */
export async function readSources(requests: readonly PaintRequest<string>[], signal?: AbortSignal): Promise<Sources> {
  const contents = new Set(requests.flatMap(({ content }) => content ?? []))
  const styles = requests.flatMap(({ style, styles = [], ...request }) => [
    ...(style ? [style] : []),
    ...styles.flatMap(({ picture, mask }) => [picture, ...(mask === undefined ? [] : [mask])]),
    ...('contentMask' in request && request.contentMask !== undefined ? [request.contentMask] : []),
  ])
  if (requests.some(({ init }) => init === '-')) throw new NstOnnxError('start-from-stdin', { option: 'init' })
  if ([...contents, ...new Set(styles)].filter(word => word === '-').length > 1)
    throw new NstOnnxError('stdin-twice', {})
  const sources = new Map<string, NamedPicture>()
  for (const word of new Set([...contents, ...styles])) {
    const source = await readSource(word, signal)
    if (source) sources.set(word, source)
  }
  return sources
}

/** The picture that a word stands for; undefined for the path of an ordinary file. Throws as {@link readSources} does. */
export async function readSource(word: string, signal?: AbortSignal): Promise<NamedPicture | undefined> {
  if (word === '-') return { name: STDIN_NAME, bytes: await readStdin(signal) }
  const address = pictureAddress(word)
  if (address) return { name: word, bytes: await fetchPicture(address, signal) }
  return (await isPipe(word)) ? { name: word, bytes: await readBytes(word) } : undefined
}

/** Whether a path leads to a pipe, such as bash makes of `<(command)`. */
async function isPipe(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isFIFO(),
    () => false,
  )
}

/** A request with the pictures that its words stand for. */
export function withSources(request: PaintRequest<string>, sources: Sources): PaintRequest<PictureInput> {
  const picture = (word: string | undefined) => (word === undefined ? undefined : (sources.get(word) ?? word))
  const { content, style, styles } = request
  return {
    ...request,
    ...('content' in request && { content: picture(content) }),
    ...('style' in request && { style: picture(style) }),
    ...(styles && {
      styles: styles.map(one => ({
        ...one,
        picture: picture(one.picture),
        ...(one.mask && { mask: picture(one.mask) }),
      })),
    }),
    ...('contentMask' in request && { contentMask: picture(request.contentMask) }),
    // Of the same kind as the request: nothing was added or taken away.
  } as PaintRequest<PictureInput>
}
