import { existsSync } from 'node:fs'
import { NstOnnxError } from '../../errors.js'

/**
 * A file that this package starts or reads by its place beside a module of its own. Throws NstOnnxError `failed` where it is not
 * there, as in a bundle.
 *
 * @param module `import.meta.url`, which is undefined where a bundler made CommonJS of it
 */
export function packageFile(path: string, module: string | undefined): URL {
  const url = module ? new URL(path, module) : undefined
  if (url && existsSync(url)) return url
  throw new NstOnnxError('file-missing', { file: path, beside: url ? ` beside ${module}` : '' })
}
