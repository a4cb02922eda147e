import type { Engine } from '../engine/engine.js'
import type { StylizeRun } from '../engine/engineRun.js'

/**
 * Runs one after another that share what they can: decoded pictures, weights, sessions, loaded loss graphs and targets. One that
 * fails leaves the others as they are. Memory is bounded, so that a queue can serve for days.
 */
export interface JobQueue<Input> extends Omit<Engine<Input>, 'run'> {
  /** Adds a run. It begins when those before it have ended, and tells and ends as any run does. */
  add(...[request]: Parameters<Engine<Input>['run']>): StylizeRun
}

/** An empty queue on an engine of its own. */
export function createJobQueue<Input>(engine: Engine<Input>): JobQueue<Input> {
  const { run, ...others } = engine
  return { ...others, add: run }
}
