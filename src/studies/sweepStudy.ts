import { NstOnnxError } from '../errors.js'
import { parseOption, tapNamed } from '../options/checkOptions.js'
import { ENGINE_OPTIONS } from '../options/machineOptions.js'
import { flagOf, OPTION_NAMES, type OptionName, type Options } from '../options/optionsTable.js'
import { STUDY_PRESET } from '../options/presets.js'
import { distinctNames, fileName, pictureTitle } from './fileNames.js'
import { inputCell, outcomeCell, type Study, wrapped } from './study.js'

/** An option with the values it is to take. */
export interface Variation {
  readonly option: OptionName
  /** The option's values as the command line has them. */
  readonly values: readonly string[]
}

/** A study with the value that each job has of each varied option, in the order of the jobs. */
export interface SweepStudy extends Study<string> {
  readonly settings: readonly Readonly<Record<string, string>>[]
}

const ROW_LENGTH = 5

/** All runs of a sweep are carried out by one engine. */
const VARIABLE = OPTION_NAMES.filter(name => !ENGINE_OPTIONS.includes(name))

/**
 * Reads `option=value,value…`. Values that hold commas themselves, as lists of layers do, are separated by semicolons.
 * Throws NstOnnxError `usage`.
 */
export function parseVariation(text: string): Variation {
  const [name = '', ...rest] = text.split('=')
  const list = rest.join('=')
  const option = VARIABLE.find(candidate => flagOf(candidate).slice(2) === name || candidate === name)
  const about = { option: 'vary', text }
  if (!option) throw new NstOnnxError('vary-unknown', { ...about, value: name })
  const values = list.split(list.includes(';') ? ';' : ',').map(value => value.trim())
  if (values.length < 2) throw new NstOnnxError('vary-too-few', about)
  const twice = values.find((value, index) => values.indexOf(value) < index)
  if (twice !== undefined) throw new NstOnnxError('vary-value-twice', { ...about, value: twice || 'an empty value' })
  for (const value of values) {
    try {
      checkValue(option, value)
    } catch (cause) {
      throw new NstOnnxError('vary-value', about, { cause })
    }
  }
  return { option, values }
}

/** Layers are checked here, since a list of them is only read when its run is planned. */
function checkValue(option: OptionName, text: string): void {
  const value = parseOption(option, text)
  if (Array.isArray(value)) for (const tap of value) tapNamed(option, tap)
}

/**
 * One picture for each value of one option, or for each pair of values of two. Throws NstOnnxError `usage` for none, for
 * more than two, and for an option that is varied twice or fixed as well.
 *
 * @param options what all pictures have in common
 */
export function sweepStudy(
  content: string,
  style: string,
  variations: readonly Variation[],
  options: Options,
): SweepStudy {
  const [rows, columns, ...more] = variations
  if (!rows || more.length > 0) throw new NstOnnxError('vary-count', { option: 'vary', value: variations.length })
  if (rows.option === columns?.option)
    throw new NstOnnxError('vary-twice', { option: 'vary', value: flagOf(rows.option).slice(2) })
  for (const { option } of variations) {
    if (options[option] !== undefined) throw new NstOnnxError('varied-and-fixed', { option })
  }
  const combinations = rows.values.flatMap(row =>
    columns ? columns.values.map(value => [setting(rows, row), setting(columns, value)]) : [[setting(rows, row)]],
  )
  const labels = combinations.map(settings => settings.map(({ label }) => label).join(', '))
  const names = distinctNames(labels.map(label => fileName(label)))
  return {
    settings: combinations.map(settings =>
      Object.fromEntries(settings.map(({ option, text }) => [flagOf(option).slice(2), text])),
    ),
    jobs: combinations.map((settings, index) => ({
      name: names[index] ?? '',
      request: {
        preset: STUDY_PRESET,
        ...options,
        ...Object.fromEntries(settings.map(({ option, text }) => [option, parseOption(option, text)])),
        content,
        style,
      },
    })),
    sheet(made) {
      if (columns)
        return {
          title: `${pictureTitle(content)} in the manner of ${pictureTitle(style)}`,
          columnHeads: columns.values.map(value => setting(columns, value).label),
          rowHeads: rows.values.map(value => setting(rows, value).label),
          rows: wrapped(
            made.map(job => outcomeCell(job)),
            columns.values.length,
          ),
        }
      const inputs = [
        inputCell(made[0]?.inputs.content?.picture, pictureTitle(content)),
        inputCell(made[0]?.inputs.styles[0]?.picture, pictureTitle(style)),
      ]
      const cells = made.map((job, index) => outcomeCell(job, labels[index]))
      return { rows: wrapped([...inputs, ...cells], ROW_LENGTH) }
    },
  }
}

function setting({ option }: Variation, text: string) {
  return { option, text, label: `${flagOf(option).slice(2)} ${text}` }
}
