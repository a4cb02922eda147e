// `npm run docs`: writes the API reference into docs/api, from the docstrings of what the package's entries export. Fails, and writes
// nothing, where an export has no docstring, or a signature names a type that is not exported. typedoc wants an older TypeScript
// than this project's, so that both are installed here, the first time, by a lock file of their own.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const cwd = fileURLToPath(new URL('.', import.meta.url))
const run = (command, ...args) => {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) process.exit(status ?? 1)
}

if (!existsSync(`${cwd}node_modules/typedoc`)) run('npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error')
run(process.execPath, `${cwd}node_modules/typedoc/bin/typedoc`, ...process.argv.slice(2))
