import { join } from 'node:path'
import type { CommandModule } from 'yargs'
import { MadePictures } from '../../gallery/figures/madePictures.js'
import { composeGallery, planGallery } from '../../gallery/gallery.js'
import { isPage, renderPage } from '../../gallery/renderPage.js'
import type { EncodeOptions } from '../../images/encodeOptions.js'
import { pictureName } from '../../images/pictureName.js'
import { assertWritable, writePicture } from '../../node/files/writePicture.js'
import { encodePicture, requireEncoder } from '../../node/pictures/encodePicture.js'
import { optionWords, quotedFile } from '../../options/commandWords.js'
import { STUDY_PRESET } from '../../options/presets.js'
import { encodingOf } from '../../recipes/saveOptions.js'
import { batchManner, layerList, picturesOption, studyOptionNames } from '../batchArguments.js'
import { carryOutJobs } from '../carryOutJobs.js'
import { tableOptions, withTableOptions } from '../commandOptions.js'
import { makeFolder } from '../makeFolder.js'
import { pictureWords } from '../pictureWords.js'
import { STDIN_NAME } from '../readStdin.js'
import { rescueFile } from '../rescueFile.js'
import { writingOptions } from '../writingOptions.js'

/** The page holds some thirty pictures. */
const GALLERY_SIZE = 256
const LAYERS = 'conv1_1,conv1_2,conv2_2,conv3_1,conv4_2'
const FOLDER = 'gallery'

/** `nst-onnx gallery`: one page with every figure. */
export function galleryCommand(finish: (exitCode: number) => void): CommandModule {
  return {
    command: 'gallery',
    describe: 'Build a page that shows and measures what style transfer does with your pictures',
    builder: argv =>
      withTableOptions(
        argv
          .option('content', picturesOption('Pictures to paint: files, folders, patterns, addresses'))
          .option('style', picturesOption('Pictures whose manner to use, likewise'))
          .option('output', {
            alias: 'o',
            type: 'string',
            requiresArg: true,
            describe: `Folder for index.html and the pictures; what is in it already is not made again [default: ${FOLDER}]`,
          })
          .option('layers', {
            type: 'string',
            requiresArg: true,
            describe: `Layers to reconstruct the first content from [default: ${LAYERS}]`,
          })
          .options(writingOptions)
          .option('quiet', { alias: 'q', type: 'boolean', describe: 'Say nothing but warnings and errors' })
          .option('json', { type: 'boolean', describe: 'One event a line on stdout, as JSON' }),
        studyOptionNames,
        { preset: STUDY_PRESET },
      ) as never,
    handler: async args => finish(await gallery(args)),
  }
}

/** WebP is a tenth of a PNG, so that the page comes soon over a network; PNG where this machine cannot write it. */
async function pageEncoding(): Promise<EncodeOptions> {
  const small: EncodeOptions = { format: 'webp', quality: 75 }
  return requireEncoder(small).then(
    () => small,
    () => ({ format: 'png' }),
  )
}

/** The page is shown to others. */
const named = (word: string) => quotedFile(word === '-' ? STDIN_NAME : pictureName(word))

async function gallery(args: Readonly<Record<string, unknown>>): Promise<number> {
  const contents = await pictureWords('content', args.content)
  const styles = await pictureWords('style', args.style)
  const { layers: asked = LAYERS } = args as { layers?: string } // what yargs was told
  const layers = layerList(asked)
  const given = { preset: STUDY_PRESET, ...tableOptions(args) }
  const options = { ...given, size: given.size ?? GALLERY_SIZE }
  const { output: folder = FOLDER, ...manner } = batchManner(args)
  const plan = planGallery({ contents, styles, layers, options })
  const page = join(folder, 'index.html')
  const command = [
    'nst-onnx gallery --content',
    ...contents.map(named),
    '--style',
    ...styles.map(named),
    '--layers',
    layers.join(','),
    ...optionWords(options),
    '--output',
    named(folder),
  ].join(' ')
  const batch = {
    ...manner,
    folder: async () => {
      const pictures = await makeFolder(join(folder, 'pictures'))
      await assertWritable(join(pictures, 'a.png'))
      await assertWritable(page)
      return pictures
    },
    others: () => [{ path: page, isOurs: isPage }],
    stopping: () => 'stopping after this evaluation; the same command goes on from there',
  }
  return carryOutJobs(plan.jobs, batch, async ({ made, wasInterrupted, queue, progress }) => {
    if (wasInterrupted) return
    const { format, ...encoding } = await pageEncoding()
    const pictures = new MadePictures(plan.jobs, made, queue, (picture, recipe) =>
      encodePicture(picture, encodingOf(format, { ...encoding, recipe })),
    )
    const html = new TextEncoder().encode(renderPage(await composeGallery(plan, pictures, command)))
    await writePicture(page, html).catch(error => rescueFile(html, '.html', error))
    progress.written(page)
  })
}
