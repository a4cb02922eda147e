import { type FileHandle, open } from 'node:fs/promises'
import { NstOnnxError } from '../../errors.js'
import { decodeTensor, entryOf, headerEnd, parseHeader, type SafetensorsFile } from '../../weights/safetensors.js'

/**
 * Opens a safetensors file for the time of `use`. Its header is read and checked at once; a tensor's bytes when it is asked
 * for, and only these. Throws NstOnnxError `weights` where the file cannot be read or is malformed.
 */
export async function openSafetensors<T>(path: string, use: (file: SafetensorsFile) => Promise<T>): Promise<T> {
  const handle = await reading(path, () => open(path))
  try {
    const { size } = await reading(path, () => handle.stat())
    const end = headerEnd(path, await readRange(path, handle, 0, Math.min(8, size)), size)
    const header = parseHeader(path, await readRange(path, handle, 0, end), size)
    return await use({
      file: path,
      ...header,
      async tensor(name) {
        const entry = entryOf(path, header, name)
        return decodeTensor(path, name, entry, await readRange(path, handle, entry.begin, entry.end))
      },
    })
  } finally {
    await handle.close()
  }
}

async function readRange(path: string, handle: FileHandle, begin: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - begin)
  for (let held = 0; held < bytes.length; ) {
    const { bytesRead } = await reading(path, () => handle.read(bytes, held, bytes.length - held, begin + held))
    if (bytesRead === 0) throw new NstOnnxError('weights-file-shorter', { path })
    held += bytesRead
  }
  return bytes
}

async function reading<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new NstOnnxError('weights-file-unread', { path, trouble: readTrouble(code) }, { cause })
  }
}

function readTrouble(code: string | undefined): string {
  switch (code) {
    case 'ENOENT':
      return 'does not exist; check the path'
    case 'EISDIR':
      return 'is a folder; give a .safetensors file'
    default:
      return `cannot be read (${code}); check the file and its permissions`
  }
}
