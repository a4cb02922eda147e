import { NstOnnxError } from '../errors.js'
import { isMachineOption } from '../options/machineOptions.js'
import type { JsonSchema } from '../options/optionSchema.js'
import { OPTION_NAMES, OPTIONS } from '../options/optionsTable.js'
import type { Fields } from '../options/shown.js'
import type { RequestRules } from '../requests/requestRules.js'
import { requestSchema } from '../requests/requestSchema.js'

/** Fields of a request that no client has: what the service goes on with is its own, and a signal is no JSON. */
const OF_PROGRAMS: readonly string[] = ['resumeFrom', 'signal']

/** The options that a job may have: those of the machine are for whoever runs the service. */
export const JOB_OPTION_NAMES = OPTION_NAMES.filter(name => !isMachineOption(name))

/** What the table says of them. */
export const JOB_OPTIONS = Object.fromEntries(JOB_OPTION_NAMES.map(name => [name, OPTIONS[name]]))

/** Refuses a request that says more than a job may. Throws NstOnnxError `option-not-of-job`, `option-unknown`. */
export function requireJobOptions(request: Fields): void {
  for (const option of Object.keys(request)) {
    if (isMachineOption(option)) throw new NstOnnxError('option-not-of-job', { option })
    if (OF_PROGRAMS.includes(option)) throw new NstOnnxError('option-unknown', { option })
  }
}

/** The JSON Schema of a job's request under the rules of a service. */
export function jobSchema(rules: RequestRules): JsonSchema {
  const { properties, ...schema } = requestSchema(rules)
  const left = Object.entries(properties as JsonSchema).filter(
    ([name]) => !OF_PROGRAMS.includes(name) && !isMachineOption(name),
  )
  return { ...schema, properties: Object.fromEntries(left) }
}
