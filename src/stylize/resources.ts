import type { NstOnnxError } from '../errors.js'
import type { ImageSize } from '../graphs/imageSize.js'
import { canonicalSpecification, type LossSpecification } from '../graphs/specification.js'
import type { Size } from '../images/fitPicture.js'
import type { Picture } from '../images/picture.js'
import { namedInput } from '../recipes/namedInput.js'
import { createLossFunction } from '../runtime/createLossFunction.js'
import type { Device } from '../runtime/devices.js'
import type { EvaluationOptions, LossFunction } from '../runtime/lossFunction.js'
import { type ReadingManner, readTargets } from '../runtime/readTargets.js'
import type { SessionHost, Tensors } from '../runtime/sessionHost.js'
import { isUnreachable } from '../weights/isWithoutWeights.js'
import { type NetworkWeights, namedTensors } from '../weights/layerWeights.js'
import { KeptPlans } from './keptPlans.js'
import type { OpenedPicture, Platform, WeightsRequest } from './platform.js'
import { RecentlyUsed } from './recentlyUsed.js'
import type { ScaledPicture } from './runPictures.js'

/** A session host of one network with what has been loaded into it and read from it. */
export interface Workplace {
  readonly host: SessionHost
  /**
   * The loss of a specification at a size; its targets and weights are those of its last user. Others are released for it, those that
   * were used longest ago first, until all take no more than the room.
   */
  lossFunction(
    specification: LossSpecification,
    size: ImageSize,
    how?: EvaluationOptions,
    room?: LossRoom,
  ): Promise<LossFunction>
  /** What `readTargets` reads off a picture, under masks for terms of regions. */
  targets(specification: LossSpecification, input: ScaledPicture, how: ReadingManner, masks?: Tensors): Promise<Tensors>
}

/** What a loss takes, and what it and others that are kept may take together, in bytes. */
export interface LossRoom {
  readonly bytes: number
  readonly most: number
}

/** One holds all activations: others are kept where there is known to be room for them. */
const ALONE: LossRoom = { bytes: Number.POSITIVE_INFINITY, most: 0 }

/** Targets are kept up to 16 MB, or twice the largest where that is more. */
const TARGET_VALUES_ALWAYS_KEPT = 2 ** 22
const TARGETS_KEPT = 2
const PICTURE_BYTES_KEPT = 64e6
const NETWORK_BYTES_KEPT = 128e6
const PLAN_BYTES_KEPT = 256e6
/** How long a download source is taken as out of reach: asking again for every job of a batch would cost each the waiting time. */
const MILLISECONDS_TAKEN_AS_UNREACHABLE = 60_000

/** What runs on one platform can share: each thing is made when it is first asked for and kept within fixed bounds. */
export class Resources<Input> {
  /** Plans that wait for their run. */
  readonly plans = new KeptPlans(() => PLAN_BYTES_KEPT)
  readonly #pictures = new RecentlyUsed<Picture>(
    PICTURE_BYTES_KEPT,
    ({ pixels, alpha }) => pixels.byteLength + (alpha?.byteLength ?? 0),
  )
  readonly #networks = new RecentlyUsed<NetworkWeights>(NETWORK_BYTES_KEPT, network =>
    [...namedTensors(network)].reduce((sum, [, { byteLength }]) => sum + byteLength, 0),
  )
  #unreachable: { readonly error: NstOnnxError; readonly until: number } | undefined
  /** One host at a time: jobs of one shape come together, and every session holds memory. */
  readonly #workplaces = new RecentlyUsed<Workplace>(
    1,
    () => 1,
    ({ host }) => host.release(),
  )

  constructor(readonly platform: Platform<Input>) {}

  /** A picture at a size, whatever its shape. Throws NstOnnxError `input`, or the signal's reason. */
  async picture(
    opened: OpenedPicture,
    { width, height }: Size,
    signal: AbortSignal | undefined,
  ): Promise<ScaledPicture> {
    const picture = await this.#pictures.get(`${opened.sha256} ${width}×${height}`, () =>
      opened.decode({ size: { width, height }, signal }),
    )
    return { ...namedInput(opened), picture }
  }

  /** VGG-19. Throws NstOnnxError `weights`; that the source is unreachable is taken as known for a minute. */
  async vgg19(request: WeightsRequest): Promise<NetworkWeights> {
    const { from, layers } = request
    return this.#networks.get(JSON.stringify([from, layers]), async () => {
      if (this.#unreachable && performance.now() < this.#unreachable.until) throw this.#unreachable.error
      try {
        return await this.platform.loadWeights(request)
      } catch (error) {
        if (isUnreachable(error))
          this.#unreachable = { error, until: performance.now() + MILLISECONDS_TAKEN_AS_UNREACHABLE }
        throw error
      }
    })
  }

  /** Fitted filters under a key that says all they depend on. */
  fitted(key: string, fit: () => Promise<NetworkWeights>): Promise<NetworkWeights> {
    return this.#networks.get(`fitted ${key}`, fit)
  }

  workplace(device: Device, threads: number, network: NetworkWeights): Promise<Workplace> {
    const open = () => openWorkplace(this.platform, { device, threads, network })
    return this.#workplaces.get(`${device} ${threads} ${network.sha256}`, open, 1)
  }

  /** A network that is at hand, by its hash. */
  network(sha256: string): NetworkWeights | undefined {
    return this.#networks.find(network => network.sha256 === sha256)
  }

  /** Frees everything; what is asked for later is made anew. */
  async release(): Promise<void> {
    this.plans.clear()
    await Promise.all([this.#workplaces.clear(), this.#pictures.clear(), this.#networks.clear()])
  }
}

async function openWorkplace<Input>(
  platform: Platform<Input>,
  { device, threads, network }: { device: Device; threads: number; network: NetworkWeights },
): Promise<Workplace> {
  const host = await platform.startSessionHost({ device, threads, weights: new Map(namedTensors(network)) })
  const exported = await platform.exportedGraph?.()
  let room = 0
  // What is let go before the next comes leaves it its memory.
  const losses = new RecentlyUsed<{ readonly loss: LossFunction; readonly bytes: number }>(
    () => room,
    ({ bytes }) => bytes,
    ({ loss }) => loss.release(),
  )
  let most = TARGET_VALUES_ALWAYS_KEPT
  const targets = new RecentlyUsed<Tensors>(
    () => most,
    tensors => {
      const values = Object.values(tensors).reduce((sum, { data }) => sum + data.length, 0)
      most = Math.max(most, TARGETS_KEPT * values)
      return values
    },
  )
  return {
    host,
    async lossFunction(specification, { width, height }, how = {}, { bytes, most } = ALONE) {
      room = most
      const key = JSON.stringify([canonicalSpecification(specification), width, height, how])
      const load = () => createLossFunction(host, specification, { width, height }, exported, how)
      return (await losses.get(key, async () => ({ loss: await load(), bytes }), bytes)).loss
    },
    targets(specification, { sha256, picture, recoloured, scaledFrom }, how, masks) {
      // Masks have no name by which they could be known again.
      if (masks) return readTargets(host, specification, picture, masks, how)
      const { width, height } = picture
      const which = [sha256, recoloured, scaledFrom, width, height]
      const key = JSON.stringify([canonicalSpecification(specification), which, how])
      return targets.get(key, () => readTargets(host, specification, picture, {}, how))
    },
  }
}
