import { NstOnnxError } from '../errors.js'
import { readOff } from '../graphs/specification.js'
import { TERM_FACTS } from '../graphs/terms/termKinds.js'
import type { Size } from '../images/fitPicture.js'
import { checkOptions, checkValue } from '../options/checkOptions.js'
import { OPTIONS, type Options } from '../options/optionsTable.js'
import { isFields, shown } from '../options/shown.js'
import { checkedRegions, requireRegions } from './checkRegions.js'
import { checkedStyles } from './checkStyles.js'
import { checkedPicture, type Door } from './door.js'
import { isStartName, type StartName, type TaggedBytes, taggedBytes, type WeightsSource } from './inputs.js'
import { requireLimits, requireWithin } from './limits.js'
import type { CheckedRequest, NamedCheckpoint } from './request.js'
import { resolveSettings, type Settings } from './settings.js'
import { withStages } from './stageOptions.js'

/**
 * Checks a request, of which nothing is known, and brings it into the form that a run reads. Nothing of it is read from anywhere.
 *
 * @throws NstOnnxError `usage`, which names the option or picture that is at fault
 */
export function checkRequest<Input>(request: unknown, door: Door<Input>): CheckedRequest<Input> {
  requireLimits(door.limits)
  if (!isFields(request)) throw new NstOnnxError('request-not-given', { value: shown(request) })
  const { content, style, styles, styleMask, contentMask, regions, ...besides } = request
  const { init, weights, outputSize, signal, stages, resumeFrom, ...given } = besides
  checkOptions(given)
  const options = withStages(given, stages)
  checkOptions(options)
  const checked: CheckedRequest<Input> = {
    ...(options as Omit<Options, 'init' | 'weights'>), // these two were taken out
    // Not `content !== undefined`: a picture that a program forgot makes no texture of a style transfer.
    ...('content' in request && { content: checkedPicture(content, 'content', door) }),
    ...checkedStyles(request, door),
    ...checkedRegions(request, door),
    ...(init !== undefined && { init: checkedStart(init, door) }),
    ...(weights !== undefined && { weights: checkedWeights(weights, door) }),
    ...(outputSize !== undefined && { outputSize: checkedSize(outputSize) }),
    ...(resumeFrom !== undefined && { resumeFrom: checkedCheckpoint(resumeFrom, door) }),
    ...(signal !== undefined && { signal: checkedSignal(signal) }),
  }
  const settings = settingsOf(checked)
  requireWithin(settings, checked, door.limits)
  requireParts(checked, settings)
  requireRegions(checked)
  return checked
}

/** The settings that a request comes to. Throws NstOnnxError `usage` for options at odds. */
export function settingsOf<Input>({
  content: _content,
  styles: _styles,
  contentMask: _contentMask,
  regions: _regions,
  init,
  weights,
  outputSize: _size,
  signal: _signal,
  resumeFrom: _resumeFrom,
  ...options
}: CheckedRequest<Input>): Settings {
  const start = isStartName(init) ? init : 'picture'
  return resolveSettings({
    ...options,
    init: init === undefined ? undefined : start,
    weights: weights === 'fitted' ? weights : undefined,
  })
}

function checkedStart<Input>(init: unknown, door: Door<Input>): StartName | Input {
  if (init === '') checkValue('init', init)
  return isStartName(init) ? init : checkedPicture(init, 'init', door)
}

function checkedWeights<Input>(weights: unknown, door: Door<Input>): WeightsSource {
  const word = OPTIONS.weights.words.find(word => word === weights)
  if (typeof weights !== 'object' || weights === null) checkValue('weights', weights)
  try {
    return word ?? door.weights(weights)
  } catch (error) {
    throw error instanceof NstOnnxError ? error.with({ option: 'weights' }) : error
  }
}

function checkedSize(size: unknown): Size {
  const { min, max } = OPTIONS.size
  const isSide = (side: unknown): side is number => Number.isInteger(side) && Number(side) >= min && Number(side) <= max
  if (isFields(size) && Object.keys(size).length === 2 && isSide(size.width) && isSide(size.height))
    return { width: size.width, height: size.height }
  throw new NstOnnxError('output-size-wrong', { option: 'outputSize', value: shown(size), least: min, limit: max })
}

function checkedCheckpoint<Input>(given: unknown, door: Door<Input>): NamedCheckpoint {
  const path = door.checkpointPath?.(given)
  if (path !== undefined) return { path, name: path }
  const checkpoint: TaggedBytes | undefined =
    given instanceof Uint8Array ? { bytes: given } : taggedBytes(given, 'resumeFrom', door.fromBase64)
  if (checkpoint) return { bytes: checkpoint.bytes, name: checkpoint.name ?? 'the checkpoint' }
  throw new NstOnnxError('checkpoint-not-given', { option: 'resumeFrom', value: shown(given) })
}

function checkedSignal(signal: unknown): AbortSignal {
  if (signal instanceof AbortSignal) return signal
  throw new NstOnnxError('signal-wrong', { option: 'signal', value: shown(signal) })
}

/** Refuses a request that lacks a picture which its terms, its start or its shape come from, and a shape that would count for nothing. */
function requireParts<Input>(request: CheckedRequest<Input>, { specification, init, colors }: Settings): void {
  const { content, styles, outputSize } = request
  if (content !== undefined && outputSize) throw new NstOnnxError('output-size-unused', { option: 'outputSize' })
  if (content === undefined && !styles && !outputSize) throw new NstOnnxError('shape-missing', { option: 'size' })
  if (content === undefined && colors !== 'style')
    throw new NstOnnxError('colours-without-content', { option: 'colors', value: colors })
  for (const [name, picture] of [
    ['content', content],
    ['style', styles],
  ] as const) {
    if (picture !== undefined) continue
    const [term] = readOff(specification, name).terms
    if (term) throw new NstOnnxError('picture-missing', { option: TERM_FACTS[term.kind].layers, role: name })
    if (init === name) throw new NstOnnxError('start-picture-missing', { option: 'init', value: init })
  }
}
