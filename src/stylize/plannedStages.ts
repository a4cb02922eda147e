import { type Size, scaledSize } from '../images/fitPicture.js'
import type { Options } from '../options/optionsTable.js'
import { settingsOf } from '../requests/checkRequest.js'
import { stagesOf } from '../requests/stages.js'
import type { StageWork } from './events.js'

/**
 * The stages that a run with these options goes through, coarse to fine, as far as options and the content picture's shape tell.
 *
 * @param content what the picture is called, and its size in pixels
 * @throws NstOnnxError `usage` and `input` for what can never be painted
 */
export function plannedStages(
  { init: _start, weights, ...options }: Options,
  content: Size & { readonly name: string },
): StageWork[] {
  const settings = settingsOf({ ...options, ...(weights === 'fitted' && { weights }) })
  const size = scaledSize(content.name, content, settings.size, 'size')
  return stagesOf(settings, settings.specification, size).map(({ size, iterations }) => ({ ...size, iterations }))
}
