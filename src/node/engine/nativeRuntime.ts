import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NstOnnxError } from '../../errors.js'
import { packageFile } from '../packageFile.js'
import { isCutShort } from './isCutShort.js'

/** The version that this package is made for. A test holds it against package.json. */
export const RUNTIME_VERSION = '1.30.0'

/** The package onnxruntime-node as it is installed. */
export interface NativeRuntime {
  readonly folder: string
  readonly version: string
}

/** Where onnxruntime-node is, if it is installed: npm leaves it out, without a failure, where its install script fails. */
export function findNativeRuntime(): NativeRuntime | undefined {
  try {
    const file = createRequire(import.meta.url).resolve('onnxruntime-node/package.json')
    return { folder: dirname(file), version: JSON.parse(readFileSync(file, 'utf8')).version }
  } catch {
    return undefined
  }
}

/**
 * Throws NstOnnxError `device` where onnxruntime-node is not installed, or a library of it is cut short, and `failed` where this
 * package is not whole itself. What else may be wrong shows when the binary is loaded.
 */
export function requireNativeRuntime(): void {
  packageFile('dist/node/engine/nodeWorker.js')
  const runtime = findNativeRuntime()
  if (!runtime) throw notInstalled()
  const folder = join(runtime.folder, 'bin', 'napi-v6', process.platform, process.arch)
  const files = existsSync(folder) ? readdirSync(folder).map(name => join(folder, name)) : []
  const cut = files.find(isCutShort)
  if (cut) throw new NstOnnxError('runtime-cut-short', { file: cut, command: installCommand() })
}

/** What to tell where onnxruntime-node, or its binary, could not be loaded; undefined for any other error. */
export function loadFault(error: unknown): NstOnnxError | undefined {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  if (!['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_DLOPEN_FAILED'].includes(code)) return undefined
  if (/'onnxruntime-(node|common)'/.test(message)) return notInstalled()
  const system = { platform: `${process.platform} ${process.arch}`, command: installCommand() }
  if (message.includes('onnxruntime_binding.node') && code === 'MODULE_NOT_FOUND')
    return new NstOnnxError('runtime-without-binary', system)
  if (code !== 'ERR_DLOPEN_FAILED') return undefined
  const [trouble = ''] = message.split('\n')
  const needs =
    process.platform === 'linux' ? 'it needs glibc 2.28 or later (not musl, as Alpine has)' : 'it is for 64 bits'
  return new NstOnnxError('runtime-unloadable', { ...system, trouble, needs })
}

function notInstalled(): NstOnnxError {
  return new NstOnnxError('runtime-missing', { command: installCommand() })
}

/** The command that installs onnxruntime-node where this package finds it, without what it fetches from NuGet. */
export function installCommand(module = fileURLToPath(import.meta.url), workingFolder = process.cwd()): string {
  // Only there does the package's install script fetch anything, which is CUDA, and fails where it cannot.
  const variable = process.platform === 'linux' && process.arch === 'x64' ? 'ONNXRUNTIME_NODE_INSTALL=skip ' : ''
  const [root = ''] = module.includes(`${sep}node_modules${sep}`)
    ? module.split(`${sep}node_modules${sep}`)
    : [workingFolder]
  // A folder of packages that is no project's is npm's global one.
  const where =
    relative(workingFolder, root) === ''
      ? ''
      : existsSync(join(root, 'package.json'))
        ? `--prefix ${/\s/.test(root) ? `"${root}"` : root} `
        : '-g '
  return `${variable}npm install ${where}onnxruntime-node@${RUNTIME_VERSION}`
}
