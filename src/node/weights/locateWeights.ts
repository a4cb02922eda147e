import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { NstOnnxError } from '../../errors.js'
import { lackedLayer } from '../../weights/readNetwork.js'
import { openSafetensors } from './openSafetensors.js'
import { type CacheOptions, defaultCacheFolder, verifyCache } from './shardCache.js'

/** The look-up rules for files, in order. */
export type FileRule = 'option' | 'NST_ONNX_WEIGHTS' | 'working directory'

export type WeightsLocation =
  | { readonly kind: 'file'; readonly path: string; readonly rule: FileRule }
  | { readonly kind: 'cache'; readonly folder: string }
  | { readonly kind: 'none' }

export interface LocateOptions extends CacheOptions {
  /** `auto` and `vgg19` look in every place; anything else is a file's path. Default `auto`. */
  readonly weights?: string
  /** Default: the process's own. */
  readonly workingFolder?: string
}

const FILE = 'weights/vgg19.safetensors'

/**
 * Where the weights of these layers are. First hit wins: `--weights FILE`; `$NST_ONNX_WEIGHTS`; `weights/vgg19.safetensors` in
 * the working directory; the cache, if it has every shard, hashes verified.
 *
 * A file that the user named must exist: NstOnnxError `weights` where it does not. A file found by its place counts only if it has every
 * layer asked for; one that is malformed throws NstOnnxError `weights`.
 */
export async function locateWeights(options: LocateOptions): Promise<WeightsLocation> {
  const { weights = 'auto', workingFolder = process.cwd(), env = process.env } = options
  if (weights !== 'auto' && weights !== 'vgg19') return named('option', resolve(workingFolder, weights))
  if (env.NST_ONNX_WEIGHTS) return named('NST_ONNX_WEIGHTS', resolve(workingFolder, env.NST_ONNX_WEIGHTS))
  const path = join(workingFolder, FILE)
  if ((await isFile(path)) && !(await openSafetensors(path, async file => lackedLayer(file, options.layers))))
    return { kind: 'file', path, rule: 'working directory' }
  const folder = options.cacheFolder ?? defaultCacheFolder(env)
  const cached = await verifyCache({ ...options, cacheFolder: folder })
  return cached.every(({ state }) => state === 'verified') ? { kind: 'cache', folder } : { kind: 'none' }
}

async function named(rule: FileRule, path: string): Promise<WeightsLocation> {
  if (await isFile(path)) return { kind: 'file', path, rule }
  if (rule === 'option') throw new NstOnnxError('weights-file-missing', { option: 'weights', path })
  throw new NstOnnxError('weights-file-missing-of-variable', { variable: rule, path })
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() ?? false
}
