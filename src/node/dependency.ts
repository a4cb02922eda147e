import { NstOnnxError } from '../errors.js'

/**
 * A package that this one depends on, loaded. Throws NstOnnxError `failed` where it is not installed, which is not the fault of
 * whatever it was needed for.
 */
export function dependency<Module>(loading: Promise<Module>): Promise<Module> {
  return loading.catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ERR_MODULE_NOT_FOUND' && cause.code !== 'MODULE_NOT_FOUND') throw cause
    const [what = ''] = cause.message.split('\n')
    throw new NstOnnxError('dependency-missing', { what }, { cause })
  })
}
