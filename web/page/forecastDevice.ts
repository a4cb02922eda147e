import { chooseDevice } from 'nst-onnx'
import { filledOptions } from 'nst-onnx/options'
import { problemOf } from '../options/problem.js'
import type { Store } from '../state/store.js'

/** Keeps the page informed of the device that a run would use. */
export function forecastDevice(store: Store): void {
  let asked = 0
  store.watch(
    ({ options }) => [filledOptions(options).device, options.threads] as const,
    async ([device, threads]) => {
      const ticket = ++asked
      const forecast = await chooseDevice(device, threads).catch(error => ({
        problem: problemOf(error).text,
      }))
      if (ticket === asked) store.dispatch({ type: 'forecast', forecast })
    },
  )
}
