import { existsSync, readFileSync } from 'node:fs'
import { NstOnnxError } from '../errors.js'

const NAME = 'nst-onnx'

/**
 * A file that this package starts or reads, by its path from the package's folder: how deep the module lies that asks, is for the
 * build to say. Throws NstOnnxError `failed` where it is not there, as in a bundle of somebody else's.
 *
 * @param module `import.meta.url`, which is undefined where a bundler made CommonJS of it
 */
export function packageFile(path: string, module: string | undefined = import.meta.url): URL {
  for (let folder = module ? new URL('.', module) : undefined; folder; folder = above(folder)) {
    if (!isPackage(folder)) continue
    const url = new URL(path, folder)
    if (existsSync(url)) return url
    break
  }
  throw new NstOnnxError('file-missing', { file: path, beside: module ? ` in the package of ${module}` : '' })
}

function above(folder: URL): URL | undefined {
  const parent = new URL('..', folder)
  return parent.href === folder.href ? undefined : parent
}

function isPackage(folder: URL): boolean {
  const description = new URL('package.json', folder)
  return existsSync(description) && JSON.parse(readFileSync(description, 'utf8')).name === NAME
}
