// A run by windows on WebGPU comes to the loss of one that takes the picture whole, and of the CPU. Software does the GPU's work:
// Chromium's, by its Vulkan driver ($VK_ICD_FILENAMES).
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const at = path => fileURLToPath(new URL(`../${path}`, import.meta.url))
const [content, style] = ['harbour', 'brush-strokes'].map(name => at(`examples/pictures/${name}.png`))
const env = { VK_ICD_FILENAMES: '/usr/lib/chromium/vk_swiftshader_icd.json', ...process.env }
const options = '--preset cmu --size 48 --iterations 2 --style-layers conv1_1,conv2_1 --content-layers conv1_2 --json'
const folder = mkdtempSync(join(tmpdir(), 'nst-onnx-gpu-'))
const MOST = 1e-3

try {
  const lossOf = more => {
    const words = ['run', content, style, ...options.split(' '), '--overwrite', '-o', join(folder, 'out.png'), ...more]
    const events = execFileSync(process.execPath, [at('dist/cli/bin.js'), ...words], { env, encoding: 'utf8' })
    return JSON.parse(events.trimEnd().split('\n').at(-1)).loss
  }
  const expected = lossOf(['--device', 'cpu'])
  for (const window of ['whole', '16']) {
    const loss = lossOf(['--device', 'webgpu', '--window', window])
    const off = Math.abs(loss / expected - 1)
    console.log(`${off < MOST ? 'ok' : 'FAILED'} window ${window}: loss ${loss}, ${off.toExponential(1)} off the CPU's`)
    if (!(off < MOST)) process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true })
}
