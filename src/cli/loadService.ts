import { readFile } from 'node:fs/promises'
import { NstOnnxError } from '../errors.js'

/**
 * A module of the service, loaded. Throws NstOnnxError `failed` where the packages that only the service uses are not installed, with the
 * command that brings them.
 */
export async function loadService<Module>(loading: Promise<Module>): Promise<Module> {
  try {
    return await loading
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause
    throw new NstOnnxError('service-dependency', { command: await installCommand() }, { cause })
  }
}

/** The versions that are tested: the optional peers of this package, but for those of a page. */
async function installCommand(): Promise<string> {
  const { peerDependencies } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    peerDependencies: Record<string, string>
  }
  const packages = Object.entries(peerDependencies).filter(([name]) => name !== 'onnxruntime-web')
  return `npm install ${packages.map(([name, version]) => `${name}@${version}`).join(' ')}`
}
