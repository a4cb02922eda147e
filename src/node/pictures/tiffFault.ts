import { readTiffDirectory, type TiffDirectory } from '../../images/tiffDirectory.js'

/** The names of TIFF's compressions by its own numbers. */
const COMPRESSIONS = new Map([
  [6, 'the old kind of JPEG'],
  [34_661, 'JBIG'],
  [34_676, 'SGI LogLuv'],
  [34_677, 'SGI LogLuv'],
  [34_712, 'JPEG 2000'],
  [34_925, 'LZMA'],
  [50_000, 'Zstandard'],
  [50_001, 'WebP'],
  [50_002, 'JPEG XL'],
])
const JPEG = 7
const [WHITE_IS_ZERO, RGB, INKS, YCBCR] = [0, 2, 5, 6]
/** CMYK. */
const USUAL_INKS = 1
/** A plane for each colour, and how wide a tile is. */
const [IN_PLANES, PLANES, TILE_WIDTH] = [2, 284, 322]
const COLOURS = new Map([
  [4, 'a mask'],
  [8, 'Lab'],
  [9, 'Lab'],
  [10, 'Lab'],
  [32_803, "of a camera's sensor"],
  [32_844, 'SGI LogLuv'],
  [32_845, 'SGI LogLuv'],
  [34_892, "of a camera's sensor"],
])
const NUMBERS = new Map([
  [2, 'signed'],
  [3, 'floating-point'],
  [5, 'complex'],
  [6, 'complex'],
])
const DNG_VERSION = 50_706

/** Says why sharp would make something else of a TIFF file than it shows, or not read it. Undefined where it reads the kind. */
export function tiffFault(bytes: Uint8Array): string | undefined {
  const directory = readTiffDirectory(bytes)
  const kind = directory && (rawKind(bytes, directory) ?? packingKind(directory) ?? sampleKind(directory))
  return kind && `this TIFF file is ${kind}, which cannot be read`
}

/** Cameras keep a small preview where TIFF has the picture. */
function rawKind(bytes: Uint8Array, directory: TiffDirectory): string | undefined {
  const isReduced = ((directory.values(254)[0] ?? 0) & 1) === 1 && directory.values(330).length > 0
  const isCanon = bytes[8] === 0x43 && bytes[9] === 0x52
  return isReduced || isCanon || directory.bytes(DNG_VERSION) ? "a camera's raw file" : undefined
}

function packingKind({ values }: TiffDirectory): string | undefined {
  const [compression = 1] = values(259)
  const name = COMPRESSIONS.get(compression)
  if (name) return `compressed with ${name}`
  if (values(PLANES)[0] === IN_PLANES && values(TILE_WIDTH).length > 0) return 'in tiles of one colour each'
  const [colours = RGB] = values(262)
  return colours === YCBCR && compression !== JPEG ? 'YCbCr' : COLOURS.get(colours)
}

/** libvips has numbers other than whole ones for light, stretches some, and has few bits for grey that rises from black only. */
function sampleKind({ values }: TiffDirectory): string | undefined {
  const numbers = values(339).map(format => NUMBERS.get(format))
  const number = numbers.find(name => name !== undefined)
  if (number) return `of ${number} numbers`
  const [colours = RGB] = values(262)
  const [samples = 1] = values(277)
  const [inks = USUAL_INKS] = values(332)
  if (colours === INKS && (inks !== USUAL_INKS || samples < 4)) return 'of inks other than CMYK'
  // Colours, and alpha at most: libvips drops all other channels, and alpha with them.
  if (samples > (colours === INKS ? 5 : colours === RGB || colours === YCBCR ? 4 : 2)) return `of ${samples} channels`
  const depths = values(258)
  const odd = depths.find(bits => ![1, 2, 4, 8, 16, 32].includes(bits) || (bits < 8 && samples > 1))
  if (odd !== undefined) return `of ${odd}-bit colours`
  const [bits = 1] = depths
  return colours === WHITE_IS_ZERO && (bits === 2 || bits === 4) ? `of ${bits}-bit grey with white as 0` : undefined
}
