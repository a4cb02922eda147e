// Winograd's convolution of Lavin and Gray 2016, F(4×4, 3×3): Y = Aᵀ((G g Gᵀ) ∘ (Bᵀ d B))A for a tile d and a kernel g. Each of the three is
// linear, so it is one matrix on what it transforms as a vector.

/** Output pixels along a tile. */
export const TILE = 4
/** Pixels along a tile's input: a kernel reaches one beyond on either side. */
export const REACH = TILE + 2
/** Products that a tile takes for a pair of channels, where 144 are written. */
export const POINTS = REACH ** 2

const B = [
  [4, 0, -5, 0, 1, 0],
  [0, -4, -4, 1, 1, 0],
  [0, 4, -4, -1, 1, 0],
  [0, -2, -1, 2, 1, 0],
  [0, 2, -1, -2, 1, 0],
  [0, 4, 0, -5, 0, 1],
]
const G = [
  [1 / 4, 0, 0],
  [-1 / 6, -1 / 6, -1 / 6],
  [-1 / 6, 1 / 6, -1 / 6],
  [1 / 24, 1 / 12, 1 / 6],
  [1 / 24, -1 / 12, 1 / 6],
  [0, 0, 1],
]
const A = [
  [1, 1, 1, 1, 1, 0],
  [0, 1, -1, 2, -2, 0],
  [0, 1, 1, 4, 4, 0],
  [0, 1, -1, 8, -8, 1],
]

/** The matrix from the pixels of a tile's input to its points, [36, 36], row by row. */
export const OF_INPUT: readonly number[] = alongBoth(B)
/** The matrix from a kernel to its points, [36, 9]. */
export const OF_KERNEL: readonly number[] = alongBoth(G)
/** The matrix from the points of a tile's products to its pixels, [16, 36]. */
export const OF_PRODUCTS: readonly number[] = alongBoth(A)

/** A transform of rows and columns of a square as one matrix on its elements: their Kronecker product. */
function alongBoth(matrix: readonly (readonly number[])[]): number[] {
  return matrix.flatMap(vertical =>
    matrix.flatMap(horizontal => vertical.flatMap(down => horizontal.map(across => down * across))),
  )
}
