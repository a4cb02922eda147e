import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadNetworkWeights, namedTensors, PRESETS, TAPS } from 'nst-onnx'
import { uniformSource } from '../dist/random.js'

// What contestants are given. Files are raw little-endian float32, so that a contestant in any language reads them in a line.

/** Writes the weights that a preset needs into a folder, one file a tensor under its name in the graph. */
export async function writeWeights(folder, preset) {
  const layers = layersOf(preset)
  mkdirSync(folder, { recursive: true })
  for (const [name, values] of namedTensors(await loadNetworkWeights({ layers })))
    writeFileSync(join(folder, name), values)
  return { weights: folder, layers }
}

/** The convolutions up to the deepest tap. */
export function layersOf(preset) {
  const { styleLayers, contentLayers } = PRESETS[preset]
  const deepest = Math.max(...[...styleLayers, ...contentLayers].map(tap => TAPS.indexOf(tap)))
  return TAPS.slice(0, deepest + 1).filter(tap => tap.startsWith('conv'))
}

/** The loss of a preset, in words that need no library of ours. Total variation is in none of the compared presets. */
export function lossOf(preset) {
  const { styleLayers: style, contentLayers: content, styleWeight, contentWeight, pool } = PRESETS[preset]
  return { style, content, styleWeight, contentWeight, pool }
}

/** The same for functions of ours. */
export function specificationOf({ style, content, styleWeight, contentWeight, pool }) {
  const terms = [
    ...style.map(tap => ({ kind: 'style', tap, weight: styleWeight })),
    ...content.map(tap => ({ kind: 'content', tap, weight: contentWeight })),
  ]
  return { terms, pool }
}

/** A square image of seeded noise, [3, size, size]; targets are read from one minus it. */
export function writeImage(file, size) {
  writeFileSync(file, Float32Array.from({ length: 3 * size * size }, uniformSource(size)))
  return { image: file, width: size, height: size }
}

/** Writes a task into a file and returns its name. */
export function writeTask(file, task) {
  writeFileSync(file, JSON.stringify(task))
  return file
}
