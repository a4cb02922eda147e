import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import type { PullOptions } from '../../src/node/weights/pullWeights.js'

/** How a pull in another process went. */
export interface PullOutcome {
  readonly code?: string
  readonly message?: string
}

/** Starts the built package's pullWeights in a process of its own, after the shell command `before`. */
export function startPull(options: PullOptions, before = 'true') {
  const built = new URL('../../dist/node/weights/pullWeights.js', import.meta.url)
  const script = `
    import { pullWeights } from ${JSON.stringify(built)}
    pullWeights(JSON.parse(process.argv[1])).then(
      () => console.log('{}'),
      ({ code, message }) => console.log(JSON.stringify({ code, message })),
    )`
  const node = ['--input-type=module', '--eval', script, JSON.stringify(options)]
  const child = spawn('/bin/sh', ['-c', `${before} && exec "$@"`, 'sh', process.execPath, ...node], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const finished = text(child.stdout)
  return {
    kill: () => child.kill('SIGKILL'),
    /** Settles when the process is gone; undefined where it was killed. */
    outcome: finished.then(output => (output ? (JSON.parse(output) as PullOutcome) : undefined)),
  }
}
