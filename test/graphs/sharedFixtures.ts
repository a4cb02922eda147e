import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const SHARED = new URL('../../../shared/', import.meta.url)

/** VGG-19 as the reference values were computed with. */
export const SHARED_WEIGHTS = fileURLToPath(new URL('weights/vgg19.safetensors', SHARED))

/** Paths of the files with reference values, of one style or of the later form. Throws where there is none. */
export async function fixturePaths(form: 1 | 2 = 1): Promise<string[]> {
  const folder = new URL(form === 1 ? 'fixtures/' : 'fixtures/2/', SHARED)
  const names = (await readdir(folder)).filter(name => name.endsWith('.safetensors'))
  if (names.length === 0) throw new Error(`${fileURLToPath(folder)} holds no reference values`)
  return names.map(name => fileURLToPath(new URL(name, folder)))
}
