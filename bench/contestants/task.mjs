// What the contestants written in JavaScript share: reading a task (see bench/task.mjs) and answering turns.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export function readTask() {
  return JSON.parse(readFileSync(process.argv[2], 'utf8'))
}

export function floatsOf(file) {
  const { buffer, byteOffset, byteLength } = readFileSync(file)
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength))
}

/** Every tensor of the network by name. */
export function weightsOf({ weights }) {
  return new Map(readdirSync(weights).map(name => [name, floatsOf(join(weights, name))]))
}

/**
 * Says that the contestant is ready, then answers each line of standard input with one evaluation.
 *
 * @param evaluate returns the loss, or nothing where the contestant computes none
 */
export async function answerTurns(evaluate) {
  console.log(JSON.stringify({ ready: true }))
  for await (const _ of createInterface({ input: process.stdin })) {
    const started = performance.now()
    const loss = await evaluate()
    const seconds = (performance.now() - started) / 1000
    console.log(JSON.stringify({ seconds, loss }))
  }
}
