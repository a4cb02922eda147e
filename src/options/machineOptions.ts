import type { OptionName } from './optionsTable.js'

/** Options that say how a machine evaluates, and not what is painted: whoever runs it decides them. */
export const MACHINE_OPTIONS: readonly OptionName[] = ['device', 'threads', 'memory', 'window', 'mapPrecision']

export const isMachineOption = (name: string): boolean => MACHINE_OPTIONS.some(option => option === name)
