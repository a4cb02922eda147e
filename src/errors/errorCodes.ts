import { ADDRESS_ERRORS } from './addressErrors.js'
import { COMMAND_ERRORS } from './commandErrors.js'
import type { DataOf } from './errorEntry.js'
import { INSTALLATION_ERRORS } from './installationErrors.js'
import { LIMIT_ERRORS } from './limitErrors.js'
import { OPTION_ERRORS } from './optionErrors.js'
import { PICTURE_ERRORS } from './pictureErrors.js'
import { QUEUE_ERRORS } from './queueErrors.js'
import { REGION_ERRORS } from './regionErrors.js'
import { REQUEST_ERRORS } from './requestErrors.js'
import { RUN_ERRORS } from './runErrors.js'
import { RUNTIME_ERRORS } from './runtimeErrors.js'
import { SERVICE_ERRORS } from './serviceErrors.js'
import { STUDY_ERRORS } from './studyErrors.js'
import { WEIGHTS_ERRORS } from './weightsErrors.js'
import { WEIGHTS_FILE_ERRORS } from './weightsFileErrors.js'
import { WRITING_ERRORS } from './writingErrors.js'

/** All codes of errors: the one list that sentences, exit codes and docs/errors.md are made from. EXPLANATIONS has their causes and remedies. */
export const ERRORS = {
  ...OPTION_ERRORS,
  ...REQUEST_ERRORS,
  ...REGION_ERRORS,
  ...PICTURE_ERRORS,
  ...ADDRESS_ERRORS,
  ...WRITING_ERRORS,
  ...WEIGHTS_ERRORS,
  ...WEIGHTS_FILE_ERRORS,
  ...RUNTIME_ERRORS,
  ...RUN_ERRORS,
  ...STUDY_ERRORS,
  ...QUEUE_ERRORS,
  ...SERVICE_ERRORS,
  ...COMMAND_ERRORS,
  ...LIMIT_ERRORS,
  ...INSTALLATION_ERRORS,
} as const

/** What an error can be about. docs/errors.md lists all with cause and remedy. */
export type ErrorCode = keyof typeof ERRORS

/** A code with the data that its templates ask for. */
export type CodeAndData = { [Code in ErrorCode]: [code: Code, data: DataOf<(typeof ERRORS)[Code]>] }[ErrorCode]
