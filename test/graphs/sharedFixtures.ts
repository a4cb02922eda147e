import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const SHARED = new URL('../../../shared/', import.meta.url)

/** VGG-19 as the reference values were computed with. */
export const SHARED_WEIGHTS = fileURLToPath(new URL('weights/vgg19.safetensors', SHARED))

/** Paths of the files with reference values. Throws where there is none. */
export async function fixturePaths(): Promise<string[]> {
  const folder = new URL('fixtures/', SHARED)
  const names = (await readdir(folder)).filter(name => name.endsWith('.safetensors'))
  if (names.length === 0) throw new Error(`${fileURLToPath(folder)} holds no reference values`)
  return names.map(name => fileURLToPath(new URL(name, folder)))
}
