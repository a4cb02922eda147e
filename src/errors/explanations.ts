import { ADDRESS_EXPLANATIONS } from './addressErrors.js'
import { COMMAND_EXPLANATIONS } from './commandErrors.js'
import type { ErrorCode } from './errorCodes.js'
import type { Explanation } from './errorEntry.js'
import { INSTALLATION_EXPLANATIONS } from './installationErrors.js'
import { LIMIT_EXPLANATIONS } from './limitErrors.js'
import { OPTION_EXPLANATIONS } from './optionErrors.js'
import { PICTURE_EXPLANATIONS } from './pictureErrors.js'
import { QUEUE_EXPLANATIONS } from './queueErrors.js'
import { REGION_EXPLANATIONS } from './regionErrors.js'
import { REQUEST_EXPLANATIONS } from './requestErrors.js'
import { RUN_EXPLANATIONS } from './runErrors.js'
import { RUNTIME_EXPLANATIONS } from './runtimeErrors.js'
import { SERVICE_EXPLANATIONS } from './serviceErrors.js'
import { STUDY_EXPLANATIONS } from './studyErrors.js'
import { WEIGHTS_EXPLANATIONS } from './weightsErrors.js'
import { WEIGHTS_FILE_EXPLANATIONS } from './weightsFileErrors.js'
import { WRITING_EXPLANATIONS } from './writingErrors.js'

/** What lies behind each code: for docs/errors.md. Apart from the list of codes, so that no page ships it. */
export const EXPLANATIONS: Readonly<Record<ErrorCode, Explanation>> = {
  ...OPTION_EXPLANATIONS,
  ...REQUEST_EXPLANATIONS,
  ...REGION_EXPLANATIONS,
  ...PICTURE_EXPLANATIONS,
  ...ADDRESS_EXPLANATIONS,
  ...WRITING_EXPLANATIONS,
  ...WEIGHTS_EXPLANATIONS,
  ...WEIGHTS_FILE_EXPLANATIONS,
  ...RUNTIME_EXPLANATIONS,
  ...RUN_EXPLANATIONS,
  ...STUDY_EXPLANATIONS,
  ...QUEUE_EXPLANATIONS,
  ...SERVICE_EXPLANATIONS,
  ...COMMAND_EXPLANATIONS,
  ...LIMIT_EXPLANATIONS,
  ...INSTALLATION_EXPLANATIONS,
}
