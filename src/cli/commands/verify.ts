import type { CommandModule } from 'yargs'
import { NstOnnxError } from '../../errors.js'
import { tapsOf } from '../../graphs/specification.js'
import { layersUpTo } from '../../graphs/taps.js'
import { loadNetworkWeights, namedTensors, startNodeSessionHost } from '../../index.js'
import { chooseDevice } from '../../node/devices/chooseDevice.js'
import { exportedGraph } from '../../node/exportedGraph.js'
import { openSafetensors } from '../../node/weights/openSafetensors.js'
import { OPTIONS } from '../../options/optionsTable.js'
import { checkFixture } from '../../parity/checkFixture.js'
import { type Deviation, LIMITS } from '../../parity/deviation.js'
import { readFixture } from '../../parity/fixture.js'
import { isCpu, precisionOf } from '../../runtime/devices.js'
import { tableOptions, withTableOptions } from '../commandOptions.js'
import { EXIT_CODES } from '../exitCodes.js'
import { print, printJson } from '../terminal.js'

/** `nst-onnx verify FIXTURE…`: compares this machine's arithmetic with reference values. */
export function verifyCommand(finish: (exitCode: number) => void): CommandModule {
  return {
    command: 'verify <fixture..>',
    describe: 'Compare loss, terms and gradient on this machine with reference values',
    builder: argv =>
      withTableOptions(
        argv.positional('fixture', {
          type: 'string',
          array: true,
          demandOption: true,
          describe: 'Files as docs/verify.md describes',
        }),
        ['device', 'threads', 'weights', 'window', 'convolutions'],
      ).option('json', { type: 'boolean', describe: 'One JSON object a fixture' }) as never,
    handler: async args => {
      const { fixture: files, json } = args as unknown as { fixture: string[]; json?: boolean }
      const {
        threads,
        window,
        convolutions,
        weights = OPTIONS.weights.default,
        device: asked = OPTIONS.device.default,
      } = tableOptions(args)
      if (weights === 'fitted') throw new NstOnnxError('verify-weights', { option: 'weights' })
      const { device } = await chooseDevice(asked, threads)
      // NVIDIA's libraries heed it: with 0 they round products to float32, and everything must be that near.
      const isTf32Off = process.env.NVIDIA_TF32_OVERRIDE === '0'
      const isTiled = convolutions !== undefined && convolutions !== 'direct' && isCpu(device)
      const limits = LIMITS[isTiled ? 'winograd' : isTf32Off ? 'float32' : precisionOf(device)]
      const exported = await exportedGraph()
      let isAllRight = true
      for (const file of files) {
        const { deviations, windows } = await openSafetensors(file, async opened => {
          const fixture = readFixture(opened)
          const layers = layersUpTo(tapsOf(fixture.specification)).map(({ name }) => name)
          const network = await loadNetworkWeights({ weights, layers })
          const host = await startNodeSessionHost({
            device,
            weights: new Map(namedTensors(network)),
            ...(threads && { threads }),
          })
          try {
            return await checkFixture(host, opened, fixture, limits, {
              exported,
              ...(typeof window === 'number' && { window }),
              ...(isTiled && { convolutions }),
            })
          } finally {
            await host.release()
          }
        })
        const ok = deviations.every(deviation => deviation.ok)
        isAllRight &&= ok
        if (json) printJson({ file, device, windows, ok, deviations })
        else print(...table(file, device, windows, ok, deviations))
      }
      finish(isAllRight ? EXIT_CODES.done : EXIT_CODES.failed)
    },
  }
}

function table(file: string, device: string, windows: number, ok: boolean, deviations: readonly Deviation[]): string[] {
  const rows = deviations.map(({ quantity, error, limit, ok: fits, note }) =>
    [
      `  ${quantity.padEnd(24)}`,
      error.toExponential(1).padStart(8),
      `limit ${limit.toExponential(0)}`,
      fits ? 'ok' : 'MISSED',
      ...(note ? [`(${note})`] : []),
    ].join('  '),
  )
  const inWindows = windows > 1 ? `, in ${windows} windows` : ''
  return [`${file} on ${device}${inWindows}: ${ok ? 'ok' : 'MISSED'}`, ...rows]
}
