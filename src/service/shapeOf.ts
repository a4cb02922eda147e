import { createHash } from 'node:crypto'
import type { StoredPicture, StoredRequest } from './jobRecord.js'

/** Options that change what a run does with its graph, and not the graph. */
const BESIDE_THE_GRAPH: readonly string[] = ['seed', 'iterations']

/**
 * The hash of what decides which graph a request is painted with, near enough: its options, and the sizes of its pictures. Whoever has
 * painted one of the same shape need not load the graph for the next.
 */
export function shapeOf({ content, contentMask, styles = [], init, ...options }: StoredRequest): string {
  const sizeOf = ({ width, height }: StoredPicture) => [width, height]
  const graph = Object.entries(options)
    .filter(([name]) => !BESIDE_THE_GRAPH.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const start = typeof init === 'object' ? sizeOf(init) : init
  const masks = [contentMask, ...styles.map(({ mask }) => mask)].map(mask => mask?.identity)
  const shape = [graph, content && sizeOf(content), styles.map(({ picture }) => sizeOf(picture)), start, masks]
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 16)
}
