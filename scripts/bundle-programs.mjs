// Writes over the built programs, threads and processes of this package bundles of them: to find and read hundreds of small modules
// takes more of their start than what is in them. Packages go into the bundles too, with their licences beside them, but for those
// that have files of their own, are loaded by few, or are installed by users.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { bundledSharp } from './bundledSharp.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const PARTS = 'programs'
const PROGRAMS = [
  'src/cli/bin.ts',
  'src/node/engine/nodeWorker.ts',
  'src/node/devices/deviceTrial.ts',
  'src/node/pictures/jimpDecoder.ts',
]
const { peerDependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

rmSync(`${root}dist/${PARTS}`, { recursive: true, force: true })
// Each by itself: what several have in common would be cut into as many files as there are sets of them that need a part of it.
const built = await Promise.all(
  PROGRAMS.map(program =>
    build({
      absWorkingDir: root,
      entryPoints: [program],
      outbase: 'src',
      outdir: 'dist',
      chunkNames: `${PARTS}/[name]-[hash]`,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      external: ['jimp', 'onnxruntime-node', 'undici', ...Object.keys(peerDependencies)],
      plugins: [bundledSharp(root)],
      sourcemap: true,
      logLevel: 'warning',
      metafile: true,
    }),
  ),
)
const inputs = new Set(built.flatMap(({ metafile }) => Object.keys(metafile.inputs)))
writeFileSync(`${root}dist/${PARTS}/LICENSES.txt`, licencesOf([...inputs]))

/** The licences of the packages that files belong to. */
function licencesOf(files) {
  const folders = files.flatMap(file => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [])
  return [...new Set(folders)]
    .sort()
    .map(folder => {
      const { name, version } = JSON.parse(readFileSync(`${root}${folder}/package.json`, 'utf8'))
      const licence = readdirSync(root + folder).find(file => /^licen[cs]e/i.test(file))
      if (!licence) throw new Error(`${name} has no licence`)
      return `${name} ${version}\n\n${readFileSync(`${root}${folder}/${licence}`, 'utf8')}`
    })
    .join(`\n${'-'.repeat(72)}\n\n`)
}
