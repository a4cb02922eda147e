import { setTimeout as pause } from 'node:timers/promises'
import { startContestant } from './contestant.mjs'

/** Threads of some contestants go on spinning for a moment after an evaluation. */
const REST_MILLISECONDS = 50
const LEAST_ROUNDS = 3
/** A contestant whose second evaluation is this slow is measured once instead of keeping the others waiting. */
const PATIENCE_SECONDS = 10

/**
 * Lets contestants take turns, one evaluation each, so that a machine that slows down slows all of them. Those that cannot
 * run are returned with the reason.
 *
 * @param entries each with `name`, and `start` or `absent` (see rivals.mjs)
 * @param rounds at most; fewer, but at least three, once `seconds` have passed
 * @returns for each entry its evaluations with their time, loss and use of the machine; or `absent`
 */
export async function takeTurns(entries, task, { warmUp, rounds, seconds }) {
  const contestants = []
  for (const entry of entries) {
    const { name, start, absent } = entry
    const contestant = { name, absent, evaluations: [] }
    contestants.push(contestant)
    if (absent) continue
    try {
      contestant.process = await startContestant(start(task))
    } catch (error) {
      contestant.absent = `failed: ${error.message}`
    }
  }
  const isIn = ({ absent, isSlow }) => !absent && !isSlow
  const began = performance.now()
  const isTimeUp = () => (performance.now() - began) / 1000 > seconds
  for (let round = -warmUp; round < rounds && !(round >= LEAST_ROUNDS && isTimeUp()); round++) {
    for (const contestant of contestants.filter(isIn)) await takeTurn(contestant, round < 0)
  }
  for (const contestant of contestants) {
    await contestant.process?.end()
    delete contestant.process
  }
  return contestants
}

async function takeTurn(contestant, isWarmUp) {
  const { process, evaluations } = contestant
  try {
    const evaluation = await process.evaluate()
    contestant.isSlow = contestant.isWarm && evaluation.seconds > PATIENCE_SECONDS
    contestant.isWarm = true // a first evaluation may search for algorithms, or compile
    if (!isWarmUp || contestant.isSlow) evaluations.push(evaluation)
    contestant.peakMegabytes = process.peakMegabytes()
    contestant.secondsToReady = process.secondsToReady
  } catch (error) {
    contestant.absent = `failed: ${error.message}`
  }
  await pause(REST_MILLISECONDS)
}
