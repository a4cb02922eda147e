import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SCREAM, STARRY_NIGHT, smallCopies, TUBINGEN } from '../cli/nstOnnx.js'

const [tubingen = '', starryNight = '', scream = ''] = await smallCopies(TUBINGEN, STARRY_NIGHT, SCREAM)

const SMALL = ['--size', '32', '--iterations', '3', '--threads', '1', '--layers', 'conv_1,conv_4']

/** The command for a gallery of two contents and two styles. */
export const gallery = [
  'gallery',
  ...['--content', tubingen, starryNight, '--style', scream, starryNight],
  ...[...SMALL, '-o', 'out'],
]

/** The command for one of a content and a style. */
export const galleryOfOne = ['gallery', '--content', tubingen, '--style', scream, ...SMALL, '-o', 'out']

/** The page that such a command wrote in a folder. */
export const pageIn = (cwd: string): Promise<string> => readFile(join(cwd, 'out', 'index.html'), 'utf8')
