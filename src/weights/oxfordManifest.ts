import { VGG19_LAYERS, type Vgg19Layer } from '../graphs/vgg19.js'

/** A raw file: its path below the manifest's root, its size, and its pinned git object id. */
export interface Shard {
  readonly path: string
  readonly bytes: number
  /** sha1("blob " + size + "\\0" + bytes), hexadecimal */
  readonly gitBlobSha1: string
}

/** A layer's bytes, cut into shards: little-endian float32 kernel in HWIO with BGR input channels, then the bias. */
export interface ManifestLayer {
  readonly layer: Vgg19Layer
  readonly kernelHWIO: readonly [height: number, width: number, inChannels: number, outChannels: number]
  readonly bytes: number
  readonly shards: readonly Shard[]
}

/** Where exact weights can be downloaded: raw files of a public repository at a pinned commit. */
export interface ShardManifest {
  readonly repository: string
  readonly commit: string
  readonly layers: readonly ManifestLayer[]
}

/** The address below which a manifest's raw files are. */
export function publicUrl({ repository, commit }: ShardManifest): string {
  return `https://raw.githubusercontent.com/${repository}/${commit}`
}

/** Is to be shown wherever Oxford's weights are used or passed on: their licence asks for it. */
export const OXFORD_ATTRIBUTION =
  'VGG-19 weights: Visual Geometry Group, University of Oxford (Simonyan & Zisserman 2014), CC BY 4.0'

/** The host cuts every layer's file into shards of this many bytes and a rest. */
const SHARD_BYTES = 4 * 1024 * 1024

const GIT_BLOBS: Readonly<Record<Vgg19Layer, readonly string[]>> = {
  conv1_1: ['d5dc010d2591a1bba216ecaa7b17c3c4104ca570'],
  conv1_2: ['5eb64d62899a8dcfc08fb9d623b8fd80bb4e8969'],
  conv2_1: ['debab6e087aefdec47aad792f404ee849013915a'],
  conv2_2: ['37158f2e74e4f124b1af755dbbda1f1c7cf901c1'],
  conv3_1: ['2e7e61b9cd7f8d917cc5ab8a8f7d477f8f9ecf07'],
  conv3_2: ['48e6fcccb9ec37e0951ace2339aa23d330aa7225'],
  conv3_3: ['f5d27f47b16cddda014d3a2a7c517c6ed7cf40b1'],
  conv3_4: ['47c01b2aee6c6f839de0abca1fed0d066a8d6883'],
  conv4_1: ['e0aeae43d3d767ec27ed3fca726c5619c058097f', '19881d4d23862e2459008c642e5965bc14538cd6'],
  conv4_2: [
    '2ab453d66b452527219b6d38c1aa1f308f4dce80',
    'db5733fde7b719c484a83f60197fb3a9c584c96c',
    '0fdc25721d83da5e6d551e1ad2dc0c0670eccee2',
  ],
  conv4_3: [
    'ba69c69ce7e082576f0b278fcfa8cac8ff0950cf',
    '5da164af31754a7095ffaf0527f7d95e83a95b6e',
    '2fae61b1a8b300cbde5ba367bc4cebf427b46db0',
  ],
  conv4_4: [
    '978df76136fcc60c857888499062e3f84e8f80c3',
    'd9aaebd177091da37d02aadf1b67360a90e9aa3f',
    '9e285a2c37f0e9363135f4853599e66b4c75287b',
  ],
  conv5_1: [
    '24aa6625c012605b96bfe5473530eca7ba33bdcb',
    '630983138456a18e4395aa405f018e981bfb6f77',
    '11b5f2062760174dd792d78f67407d634d756283',
  ],
  conv5_2: [
    '0a99b7dd80761c6378f2944c267b71967b013d04',
    '9cfe0f4f8ed7877386ef70ba971d44612cea4f5b',
    'ae47f209c241d85a5710094db8e04e69ef7fb087',
  ],
  conv5_3: [
    '73e7f19906b1997801eadae35c9496046927c619',
    'ea38049e03d8727cf63a4cb253e654d9fad62d4b',
    '49503f7464fc8b4dfb5781f176bce9c917e6d8d2',
  ],
  conv5_4: [
    'b802461273065501bdc358887770e39aa5dc7719',
    '8577a524f1b1bfc65d84c6a0594758b91d8ab906',
    '70b25a2f8616e3354a7c3eccdf982832f24adcb2',
  ],
}

/** Oxford's VGG-19, exact float32 values: 80 MB for all sixteen layers, 2.2 MB for conv1_1 to conv3_1. */
export const OXFORD_MANIFEST: ShardManifest = {
  repository: 'DavidCai1993/vgg19-tensorflowjs-model',
  commit: '08d09052bc6258d3abdfa341850122fc4b746db6',
  layers: VGG19_LAYERS.map(({ name, inChannels, outChannels }, index) => {
    const bytes = 4 * (3 * 3 * inChannels * outChannels + outChannels)
    return {
      layer: name,
      kernelHWIO: [3, 3, inChannels, outChannels],
      bytes,
      shards: GIT_BLOBS[name].map((gitBlobSha1, cut, all) => ({
        path: `model/group${index + 1}-shard${cut + 1}of${all.length}`,
        bytes: Math.min(SHARD_BYTES, bytes - cut * SHARD_BYTES),
        gitBlobSha1,
      })),
    }
  }),
}

/** The address below which VGG-19's weights are fetched from, unless another one is given. */
export const OXFORD_SOURCE = /* @__PURE__ */ publicUrl(OXFORD_MANIFEST)
