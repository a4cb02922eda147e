import type { CommandModule } from 'yargs'
import { NstOnnxError } from '../../errors.js'
import { tapNamed } from '../../options/checkOptions.js'
import { filledOptions } from '../../options/filledOptions.js'
import { STUDY_PRESET } from '../../options/presets.js'
import { pictureTitle } from '../../studies/fileNames.js'
import { type LayerChoice, textureStudy } from '../../studies/layerStudies.js'
import {
  batchManner,
  layerList,
  seedList,
  seedsOption,
  sizeFrom,
  studyOptionNames,
  withBatchOptions,
} from '../batchArguments.js'
import { tableOptions, withTableOptions } from '../commandOptions.js'
import { makeStudy } from '../makeStudy.js'

/** `nst-onnx texture STYLE`: what the style loss knows of a picture. */
export function textureCommand(finish: (exitCode: number) => void): CommandModule {
  return {
    command: 'texture <style>',
    describe: 'Make a texture from noise, by the style losses of some layers',
    builder: argv =>
      withBatchOptions(
        withTableOptions(
          argv
            .positional('style', { type: 'string', describe: 'Picture whose texture to make', demandOption: true })
            .option('layers', {
              type: 'string',
              requiresArg: true,
              describe:
                "Layers to use together: TAP,… or all, the preset's; several sets, one picture each, are separated by " +
                'semicolons [default: all]',
            })
            .option('seeds', seedsOption)
            .option('seamless', {
              type: 'boolean',
              describe: 'Tiles without a seam: as --borders circular, with sides rounded to what layers see',
            })
            .option('output-size', {
              type: 'string',
              requiresArg: true,
              describe: "Size of the texture: WIDTHxHEIGHT [default: the style picture's shape, --size its long side]",
            }),
          studyOptionNames,
          { preset: STUDY_PRESET },
        ),
        'STYLE-texture.png',
      ) as never,
    handler: async args => finish(await texture(args)),
  }
}

const SEAMLESS = { borders: 'circular' } as const

async function texture(args: Readonly<Record<string, unknown>>): Promise<number> {
  const style = String(args.style)
  const given = tableOptions(args)
  const isSeamless = args.seamless === true
  if (isSeamless && given.borders !== undefined && given.borders !== SEAMLESS.borders)
    throw new NstOnnxError('seamless-and-borders', { option: 'seamless', value: given.borders })
  const options = { preset: STUDY_PRESET, ...given, ...(isSeamless && SEAMLESS) }
  const { styleLayers } = filledOptions(options)
  const { layers = 'all' } = args as { layers?: string } // what yargs was told
  const sets = layerSets(layers, styleLayers)
  const outputSize = sizeFrom('output-size', args['output-size'])
  return makeStudy(textureStudy(style, sets, seedList(args.seeds), { ...options, outputSize }), {
    stem: `${pictureTitle(style)}-texture`,
    ...batchManner(args),
  })
}

/** Layer sets from `conv_1;conv_1,conv_2;all`. Throws NstOnnxError `usage`. */
function layerSets(text: string, all: readonly string[]): LayerChoice[] {
  const texts = text.split(';').map(set => set.trim())
  if (texts.includes('')) throw new NstOnnxError('layer-set-empty', { option: 'layers', value: text })
  const sets = texts.map(set => ({ label: set, name: set, layers: set === 'all' ? all : layerList(set) }))
  const meant = sets.map(({ layers }) => String(layers.map(layer => tapNamed('layers', layer)).sort()))
  const again = sets.find((_, index) => meant.indexOf(meant[index] ?? '') < index)
  if (again) throw new NstOnnxError('layer-set-twice', { option: 'layers', value: again.label })
  return sets
}
