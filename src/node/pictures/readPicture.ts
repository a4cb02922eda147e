import { readFile, stat } from 'node:fs/promises'
import { NstOnnxError } from '../../errors.js'
import type { Picture } from '../../images/picture.js'
import { pictureAddress } from '../network/pictureAddress.js'
import { decodePicture } from './decodePicture.js'

/**
 * Reads a picture file; see {@link decodePicture} for the formats.
 *
 * @throws NstOnnxError 'input' where the path names no readable picture
 */
export async function readPicture(path: string): Promise<Picture> {
  return decodePicture(await readBytes(path), path)
}

/** A file's bytes. Throws NstOnnxError `input` where the path names no readable file, and `usage` for an address. */
export async function readBytes(path: string): Promise<Uint8Array> {
  if (path === '') throw new NstOnnxError('input', 'a picture has an empty name; give the path of a file')
  const address = pictureAddress(path)
  if (address) throw new NstOnnxError('usage', `${address}: addresses are not fetched here; give a file`)
  try {
    if ((await stat(path)).isDirectory()) {
      throw new NstOnnxError('input', `${path}: this is a folder; name a picture file in it`)
    }
    return await readFile(path)
  } catch (error) {
    if (error instanceof NstOnnxError) throw error
    const { code = '', message } = error as NodeJS.ErrnoException
    throw new NstOnnxError('input', `${path}: ${explanations.get(code) ?? `cannot be read (${message})`}`, {
      cause: error,
    })
  }
}

const noSuchFile = 'no such file; check the path'
const noPermission = 'no permission to read it; check who owns the file'
const explanations = new Map([
  ['ENOENT', noSuchFile],
  ['ENOTDIR', noSuchFile],
  ['EACCES', noPermission],
  ['EPERM', noPermission],
])
