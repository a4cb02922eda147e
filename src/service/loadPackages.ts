import { NstOnnxError } from '../errors.js'
import { packageDescription } from '../node/packageDescription.js'

/** The optional peers of this package that a service needs, and those that it needs with Redis. */
const PACKAGES = {
  service: ['fastify', '@fastify/multipart', 'prom-client'],
  redis: ['fastify', '@fastify/multipart', 'prom-client', 'bullmq', 'ioredis'],
} as const

/**
 * A module that needs them, loaded. Throws NstOnnxError `failed` where they are not installed, with the command that brings them, in the
 * versions that are tested.
 */
export async function loadPackages<Module>(loading: Promise<Module>, what: keyof typeof PACKAGES): Promise<Module> {
  try {
    return await loading
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause
    const { peerDependencies } = await packageDescription()
    const packages = PACKAGES[what].map(name => `${name}@${peerDependencies[name]}`)
    throw new NstOnnxError('service-dependency', { command: `npm install ${packages.join(' ')}` }, { cause })
  }
}
