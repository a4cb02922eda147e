// Compiles kernels/ into src/kernels/kernelProgram.ts: WebAssembly as text, so that it is found under Node, in pages and in bundles alike.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const root = fileURLToPath(new URL('..', import.meta.url))
const target = `${root}src/kernels/kernelProgram.ts`
const FLAGS = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--importMemory', '--noAssert']

let program
const { error, stderr } = await asc.main(
  ['index.ts', '--baseDir', `${root}kernels`, '--outFile', 'kernels.wasm', ...FLAGS],
  {
    writeFile: (_, bytes) => {
      program = Buffer.from(bytes).toString('base64')
    },
  },
)
if (error) {
  console.error(stderr.toString())
  process.exit(1)
}
const text = `/** What kernels/ compiles to, in Base64; written by scripts/build-kernels.mjs. */\nexport const KERNEL_PROGRAM =\n  '${program}'\n`
if (text !== read(target)) writeFileSync(target, text)

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
