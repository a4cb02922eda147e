// `npm start`: builds the package, paints one of the project's own pictures like the other, and says what to type next.
import { spawnSync } from 'node:child_process'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import './shared-weights.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const output = 'stylized.png'

step('Building …', 'npm', ['run', '--silent', 'build'])
step('Painting examples/pictures/harbour.png like examples/pictures/brush-strokes.png …', process.execPath, [
  'dist/cli/bin.js',
  'run',
  'examples/pictures/harbour.png',
  'examples/pictures/brush-strokes.png',
  '--size=256',
  `--output=${output}`,
])
console.log(`
Your picture is ${relative(process.cwd(), `${root}/${output}`)}. Now with your own:

  npx nst-onnx run PHOTO.jpg PAINTING.jpg
  npx nst-onnx run --help
`)

function step(title, command, args) {
  console.log(title)
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) process.exit(status ?? 1)
}
