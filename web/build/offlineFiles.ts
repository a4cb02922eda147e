import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { Plugin } from 'vite'

export const SERVICE_WORKER = 'service-worker.js'

/** What static hosts read for themselves and do not serve. */
const FOR_HOSTS = ['_headers']

/** Example pictures but those that the page opens with: each is kept once it has been asked for. */
const isForLater = (path: string) => path.endsWith('.png') && !/\/(harbour|brush-strokes)-[^/]*$/.test(path)

/** Tells the service worker the files of the build, once they have all been written. */
export function offlineFiles(): Plugin {
  return {
    name: 'offline-files',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      const entries = await readdir(dir, { recursive: true, withFileTypes: true })
      const paths = entries
        .filter(entry => entry.isFile())
        .map(entry => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .filter(path => path !== SERVICE_WORKER && !FOR_HOSTS.includes(path))
        .sort()
      const hash = createHash('sha256')
      for (const path of paths) hash.update(path).update(await readFile(join(dir, path)))
      const wasm = paths.filter(path => path.endsWith('.wasm'))
      const [webgpu, ...others] = wasm.filter(path => path.includes('asyncify'))
      const [cpu, ...more] = wasm.filter(path => !path.includes('asyncify'))
      if (!webgpu || !cpu || others.length + more.length > 0) this.error(`one WebAssembly a device expected: ${wasm}`)
      const build = {
        version: hash.digest('hex').slice(0, 16),
        shell: paths.filter(path => !wasm.includes(path) && !isForLater(path)).map(path => `./${path}`),
        later: paths.filter(isForLater).map(path => `./${path}`),
        runtimes: { wasm: `./${cpu}`, webgpu: `./${webgpu}` },
      }
      const script = join(dir, SERVICE_WORKER)
      await writeFile(script, `const BUILD=${JSON.stringify(build)};\n${await readFile(script, 'utf8')}`)
    },
  }
}
