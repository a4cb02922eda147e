import { Graph } from '../../dist/graphs/graph.js'
import { conv, gemm, reverse, transpose, trim } from '../../dist/graphs/operators.js'

/**
 * A graph of the convolutions of one evaluation, forward and backward, and the two products of each Gram matrix.
 *
 * Convolutions of a block follow each other as they do in the network, forward and then back with the turned kernels, so that
 * they may keep the runtime's fast layout; each block after the first begins with a map that is given. Gram products read maps
 * that are given. Chains end in a mean and products in one row, so that nothing large has to be returned.
 *
 * @param channelsOf a layer's output channels
 * @returns the model, and name and extents of every map to be given besides `image`
 */
export function floorModel({ layers, style, width, height }, channelsOf) {
  const graph = new Graph()
  const maps = []
  const given = (name, dims) => {
    maps.push({ name, dims })
    return graph.input(name, dims)
  }
  const inChannels = name => (name === 'conv1_1' ? 3 : channelsOf(layers[layers.indexOf(name) - 1]))
  const sizeOf = block => [height, width].map(side => Math.floor(side / 2 ** (block - 1)))

  for (let block = 1; block <= blockOf(layers.at(-1)); block++) {
    const names = layers.filter(name => blockOf(name) === block)
    const start = [1, inChannels(names[0]), ...sizeOf(block)]
    const kernels = names.map(name => graph.weight(`${name}.weight`, [channelsOf(name), inChannels(name), 3, 3]))
    let x = block === 1 ? graph.input('image', start) : given(`block${block}`, start)
    for (const [i, name] of names.entries()) x = conv(x, kernels[i], graph.weight(`${name}.bias`, [channelsOf(name)]))
    for (const kernel of kernels.toReversed()) x = conv(x, reverse(transpose(kernel, [1, 0, 2, 3]), [2, 3]))
    graph.output(`block${block}.end`, block === 1 ? x : mean(graph, x))
  }
  for (const tap of style) {
    const [rows, columns] = sizeOf(blockOf(tap))
    const channels = channelsOf(tap.replace('relu', 'conv'))
    const map = given(`map.${tap}`, [channels, rows * columns])
    const gradient = gemm(gemm(map, map, { transB: true }), map)
    graph.output(`gram.${tap}.end`, trim(gradient, { axis: 0, start: 0, end: channels - 1 }))
  }
  return { model: graph.model('floor', {}), maps }
}

const blockOf = name => Number(name.at(4))

const mean = (graph, x) => graph.node('GlobalAveragePool', { inputs: [x], shape: [1, x.shape[1], 1, 1] }, 'no rule')
