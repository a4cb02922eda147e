// Runs before `npm start` and `npm test`, on plain Node: installs the dependencies if they are not there, or not those of
// package-lock.json. Says nothing otherwise.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const modified = name => statSync(new URL(`../${name}`, import.meta.url), { throwIfNoEntry: false })?.mtimeMs ?? 0

// npm writes the second file at the end of an install, and leaves ONNX Runtime out where its install script fails.
if (
  modified('node_modules/.package-lock.json') < modified('package-lock.json') ||
  !modified('node_modules/onnxruntime-node')
) {
  console.log('Installing dependencies (about 650 MB on disk, most of it ONNX Runtime for every platform) …')
  const cwd = fileURLToPath(new URL('..', import.meta.url))
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: process.env.ONNXRUNTIME_NODE_INSTALL ?? 'skip' },
    shell: process.platform === 'win32',
  })
  process.exit(status ?? 1)
}
