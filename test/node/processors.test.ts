import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { stylize } from 'nst-onnx'
import { expect, test } from 'vitest'
import { processors } from '../../src/node/processors.js'
import { nstOnnxHere } from '../cli/nstOnnx.js'
import { eventsOf, png } from '../stylize/pictures.js'
import { temporaryFolder } from '../weights/temporaryFolder.js'

const [V2, V1] = ['sys/fs/cgroup', 'sys/fs/cgroup/cpu']

test.each<[string, number, Readonly<Record<string, string>>]>([
  ['no control groups', 8, {}],
  ['a group without a quota', 8, { 'proc/self/cgroup': '0::/\n', [`${V2}/cpu.max`]: 'max 100000\n' }],
  ['a quota', 2, { 'proc/self/cgroup': '0::/\n', [`${V2}/cpu.max`]: '200000 100000\n' }],
  ['a quota of one and a half', 2, { 'proc/self/cgroup': '0::/\n', [`${V2}/cpu.max`]: '150000 100000\n' }],
  ['a quota of a tenth', 1, { 'proc/self/cgroup': '0::/\n', [`${V2}/cpu.max`]: '10000 100000\n' }],
  ['a quota above the affinity', 8, { 'proc/self/cgroup': '0::/\n', [`${V2}/cpu.max`]: '6400000 100000\n' }],
  ['a group around its own', 3, { 'proc/self/cgroup': '0::/a.slice/b\n', [`${V2}/a.slice/cpu.max`]: '300000 100000' }],
  [
    'version 1',
    4,
    {
      'proc/self/cgroup': '5:memory:/x\n4:cpu,cpuacct:/docker/1\n0::/\n',
      [`${V1}/docker/1/cpu.cfs_quota_us`]: '400000\n',
      [`${V1}/docker/1/cpu.cfs_period_us`]: '100000\n',
    },
  ],
  [
    'version 1 without a quota',
    8,
    {
      'proc/self/cgroup': '1:cpu:/\n',
      [`${V1}/cpu.cfs_quota_us`]: '-1\n',
      [`${V1}/cpu.cfs_period_us`]: '100000\n',
    },
  ],
])('with %s a process whose affinity is 8 may use %i', async (_, expected, files) => {
  const root = await temporaryFolder()
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), text)
  }
  expect(processors(root, 8)).toBe(expected)
})

test.skipIf(process.platform !== 'linux')('a process held to one processor may use one', () => {
  const url = new URL('../../dist/node/processors.js', import.meta.url)
  const script = `import('${url}').then(({ processors }) => console.log(processors()))`
  expect(execFileSync('taskset', ['-c', '0', process.execPath, '-e', script], { encoding: 'utf8' })).toBe('1\n')
})

const SMALL = { size: 24, iterations: 0, styleLayers: ['conv1_1'], contentLayers: ['conv1_1'], weights: 'fitted' }

test('a run that asks for more threads gets those, and its start event has the true number', async () => {
  const picture = await png(24, 24)
  const events = await eventsOf(stylize({ content: picture, style: picture, threads: 1024, device: 'cpu', ...SMALL }))
  expect(events.find(({ event }) => event === 'start')).toMatchObject({ threads: processors() })
})

test('the command line remarks on it, once', async () => {
  const cwd = await temporaryFolder()
  await writeFile(join(cwd, 'a.png'), await png(24, 24))
  const run = ['run', 'a.png', 'a.png', '-o', 'b.png', '--size', '24', '--iterations', '0', '--weights', 'fitted']
  const layers = ['--style-layers', 'conv1_1', '--content-layers', 'conv1_1']
  const { code, stderr } = await nstOnnxHere([...run, ...layers, '--device', 'cpu', '--threads', '1024', '--quiet'], {
    cwd,
  })
  expect(code).toBe(0)
  const all = processors()
  expect(stderr).toBe(
    `--threads 1024: this process may use ${all} processor${all === 1 ? '' : 's'}; it runs with ${all}\n`,
  )
})
