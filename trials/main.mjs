// `npm run trials`: what takes too long for `npm test`. Each trial is a file of this folder and a process of its own; it prints
// a line for each thing that it tried, `ok …` or `FAILED …`, and its exit status says whether all went well.
// `npm run trials -- --help` lists what can be asked for.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import '../scripts/shared-weights.mjs'

const folder = fileURLToPath(new URL('.', import.meta.url))
const TRIALS = readdirSync(folder)
  .filter(file => file.endsWith('.mjs') && file !== 'main.mjs')
  .map(file => file.slice(0, -'.mjs'.length))

const USAGE = `npm run trials -- [TRIAL …] [options]

Tries what takes too long for npm test. Without a trial, all of them: ${TRIALS.join(', ')}.

  --seed N       of everything random [default: 1]
  --part K/N     only the K-th of N parts of each trial; a trial that was cut off goes on at a part
  --share N      only about one of N things of each trial
  -h, --help     print this
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    part: { type: 'string', default: '1/1' },
    share: { type: 'string', default: '1' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const unknown = positionals.find(name => !TRIALS.includes(name))
if (values.help) console.log(USAGE)
else if (unknown) {
  console.error(`trials: there is no ${unknown}; choose from ${TRIALS.join(', ')}`)
  process.exitCode = 2
} else {
  const asked = ['--seed', values.seed, '--part', values.part, '--share', values.share]
  const failed = (positionals.length > 0 ? positionals : TRIALS).filter(name => {
    console.log(`trial ${name}`)
    return spawnSync(process.execPath, [`${folder}${name}.mjs`, ...asked], { stdio: 'inherit' }).status !== 0
  })
  console.log(failed.length > 0 ? `failed: ${failed.join(', ')}` : 'all trials passed')
  process.exitCode = failed.length > 0 ? 1 : 0
}
