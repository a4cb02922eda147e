import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/**
 * Takes modules of the package from where the package itself is, also where the page imports one of them by its source: a second
 * copy of a class would not know the instances of the first.
 */
export function oneCopy(): Plugin {
  return {
    name: 'one-copy',
    enforce: 'pre',
    resolveId(source) {
      const module = /^(?:\.\.\/)+src\/(.+\.js)$/.exec(source)?.[1]
      return module && fileURLToPath(new URL(`../../dist/${module}`, import.meta.url))
    },
  }
}
