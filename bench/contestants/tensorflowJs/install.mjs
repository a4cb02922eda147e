import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const file = name => new URL(name, import.meta.url)
const modified = name => statSync(file(name), { throwIfNoEntry: false })?.mtimeMs ?? 0

/**
 * Installs TensorFlow.js beside this file, where no user of the package gets it, if it is not there in the version that
 * package-lock.json names.
 *
 * @returns its version, or why it is absent
 */
export function installTensorflowJs(tell) {
  // npm writes the first file at the end of an install.
  if (modified('node_modules/.package-lock.json') < modified('package-lock.json')) {
    tell('installing TensorFlow.js for the comparison (300 MB; --rivals without tfjs-… does without)')
    const cwd = fileURLToPath(file('.'))
    const options = { cwd, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' }
    const { status } = spawnSync(
      'npm',
      ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      options,
    )
    if (status !== 0) return { absent: 'npm could not install TensorFlow.js' }
  }
  return { version: JSON.parse(readFileSync(file('node_modules/@tensorflow/tfjs/package.json'))).version }
}
