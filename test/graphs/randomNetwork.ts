import { layersUpTo, type Tap } from '../../src/graphs/taps.js'

/**
 * VGG-19 up to a tap with random weights that keep the variance of its features from layer to layer (He et al. 2015), by the
 * names of the graph's external tensors. Uniform; a plain linear congruence fills twenty million of them quickly.
 */
export function randomNetwork(deepest: Tap): Map<string, Float32Array> {
  let state = 1
  const uniform = (length: number, bound: number) => {
    const values = new Float32Array(length)
    for (let i = 0; i < length; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0
      values[i] = (state / 2 ** 31) * bound
    }
    return values
  }
  const tensors = layersUpTo([deepest]).flatMap(({ name, inChannels, outChannels }) => [
    [`${name}.weight`, uniform(outChannels * inChannels * 9, Math.sqrt(6 / (inChannels * 9)))] as const,
    [`${name}.bias`, uniform(outChannels, 0.1)] as const,
  ])
  return new Map([['input.scale', Float32Array.of(4, 4, 4)], ['input.offset', Float32Array.of(-2, -2, -2)], ...tensors])
}
