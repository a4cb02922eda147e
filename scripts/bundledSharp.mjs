// An esbuild plugin that puts sharp's own modules and those they need, 80 files in all, into a bundle: to find and read them takes three
// times as long as what is in them. Its library, which only fits them, stays where it is installed; where that is of another version,
// the modules installed there are used.
import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'

/** Where sharp is installed, seen from the bundle. */
const INSTALLED = "import.meta.resolve('sharp')"
const CHOICE = 'sharp as installed'
const BUILT_IN = 'built in'

/** @param root of this package */
export const bundledSharp = root => ({
  name: 'sharp',
  setup(build) {
    const { version } = JSON.parse(readFileSync(`${root}node_modules/sharp/package.json`, 'utf8'))

    build.onResolve({ filter: /^sharp$/ }, ({ namespace }) =>
      namespace === CHOICE ? { path: 'sharp', external: true } : { path: 'sharp', namespace: CHOICE },
    )
    build.onLoad({ filter: /^sharp$/, namespace: CHOICE }, () => ({
      contents: `
        import { createRequire } from 'node:module'
        const { version } = createRequire(${INSTALLED})('../package.json')
        const { default: sharp } = await (version === '${version}' ? import(${JSON.stringify(`${root}node_modules/sharp/dist/index.mjs`)}) : import('sharp'))
        export default sharp`,
      resolveDir: root,
    }))
    build.onLoad({ filter: /node_modules\/sharp\/dist\/\w+\.mjs$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', INSTALLED),
    }))

    // CommonJS modules in a bundle of ES modules have no `require` for what Node brings.
    const builtIn = new RegExp(`^(node:)?(${builtinModules.join('|')})$`)
    build.onResolve({ filter: builtIn }, ({ kind, path }) =>
      kind === 'require-call' ? { path: path.replace('node:', ''), namespace: BUILT_IN } : undefined,
    )
    build.onLoad({ filter: /./, namespace: BUILT_IN }, ({ path }) => ({ contents: `export * from 'node:${path}'` }))
  },
})
