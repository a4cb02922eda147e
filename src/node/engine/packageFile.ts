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
  const place = url ? ` beside ${module}` : ''
  throw new NstOnnxError(
    'failed',
    `nst-onnx is not whole: there is no ${path}${place}; install it again, or keep it out of the bundle (--external:nst-onnx)`,
  )
}
