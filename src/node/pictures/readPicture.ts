import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { NstOnnxError } from '../../errors.js'
import type { Picture } from '../../images/picture.js'
import { pictureAddress } from '../network/pictureAddress.js'
import { collectBytes, requireFileLength } from './collectBytes.js'
import { decodePicture } from './decodePicture.js'

/**
 * Reads a picture file: JPEG, PNG, WebP, AVIF, GIF, TIFF or BMP. docs/pictures.md says more of the formats.
 *
 * @throws NstOnnxError 'input' where the path names no readable picture
 */
export async function readPicture(path: string): Promise<Picture> {
  return decodePicture(await readBytes(path), path)
}

/** A file's bytes. Throws NstOnnxError `input` where the path names no readable file, and `usage` for an address. */
export async function readBytes(path: string): Promise<Uint8Array> {
  if (path === '') throw new NstOnnxError('picture-unnamed', {})
  const address = pictureAddress(path)
  if (address) throw new NstOnnxError('address-not-here', { name: address.href })
  try {
    const file = await stat(path)
    if (file.isDirectory()) throw new NstOnnxError('picture-is-folder', { name: path })
    requireFileLength(path, file.size)
    return await (file.isFile() ? readFile(path) : collectBytes(createReadStream(path), path))
  } catch (cause) {
    if (cause instanceof NstOnnxError) throw cause
    const { code, message } = cause as NodeJS.ErrnoException
    switch (code) {
      case 'ENOENT':
      case 'ENOTDIR':
        throw new NstOnnxError('picture-not-found', { name: path }, { cause })
      case 'EACCES':
      case 'EPERM':
        throw new NstOnnxError('picture-forbidden', { name: path }, { cause })
      default:
        throw new NstOnnxError('picture-unreadable', { name: path, reason: message }, { cause })
    }
  }
}
