// Writes docs/gallery.html: the gallery's article on the project's own pictures, which takes some minutes. Run after `npm run build`.
// Interrupted, it goes on where it was: what is made lies in .gallery-docs/.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import '../shared-weights.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = `${root}/.gallery-docs`
const pictures = names => names.map(name => `${root}/examples/pictures/${name}.png`)

mkdirSync(folder, { recursive: true })
const { status } = spawnSync(
  process.execPath,
  [
    ...[`${root}/dist/cli/bin.js`, 'gallery'],
    ...['--content', ...pictures(['harbour', 'valley'])],
    ...['--style', ...pictures(['brush-strokes', 'stained-glass'])],
    ...['--weights', 'vgg19', '--size', '160', '--output', 'gallery'],
  ],
  { cwd: folder, stdio: 'inherit' },
)
if (status !== 0) process.exit(status ?? 1)
copyFileSync(`${folder}/gallery/index.html`, `${root}/docs/gallery.html`)
