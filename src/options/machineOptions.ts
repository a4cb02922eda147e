import type { OptionName } from './optionsTable.js'

/** Options of an engine, which all of its runs have in common. */
export const ENGINE_OPTIONS: readonly OptionName[] = ['device', 'threads', 'memory']

/** Options that say how a machine evaluates, and not what is painted: whoever runs it decides them. */
export const MACHINE_OPTIONS: readonly OptionName[] = [...ENGINE_OPTIONS, 'window', 'mapPrecision']

export const isMachineOption = (name: string): boolean => MACHINE_OPTIONS.some(option => option === name)
