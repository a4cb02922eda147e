import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, release, totalmem, type } from 'node:os'

const version = name =>
  JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url))).version

/** What a figure depends on besides the program. */
export function describeMachine() {
  return {
    processor: cpus()[0]?.model ?? 'unknown processor',
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version.slice(1),
    onnxruntime: version('onnxruntime-node'),
  }
}

/** The same in one line, with the rivals' versions. */
export function machineLine({ processor, cores, memoryGigabytes, node, onnxruntime }, rivals) {
  const hardware = `${processor}, ${cores} ${cores === 1 ? 'core' : 'cores'}, ${memoryGigabytes} GB`
  return [hardware, `Node ${node}`, `onnxruntime-node ${onnxruntime}`, ...rivals].join('; ')
}
