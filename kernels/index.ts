// The image-sized loops of the optimiser and of scaling, in AssemblyScript: WebAssembly with vectors of 128 bits, over memory that the caller lays
// out. Addresses are in bytes. Every loop gives the very bits of its twin in TypeScript, which it names.
export { meanEnergies, mixMeans, sumPairs } from './grids'
export { clamp, mixRows, turn } from './scaling'
export { addThenDot, addTo, dot, scale } from './vectors'
