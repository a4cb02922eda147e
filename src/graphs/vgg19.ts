/** A convolution of VGG-19, counted by block and by its place in the block (Simonyan & Zisserman 2014, configuration E). */
export type Vgg19Layer = `conv${1 | 2}_${1 | 2}` | `conv${3 | 4 | 5}_${1 | 2 | 3 | 4}`

/** A convolution of VGG-19, 3×3 with a border of one. */
export interface Vgg19Convolution {
  readonly name: Vgg19Layer
  readonly block: number
  readonly inChannels: number
  readonly outChannels: number
  /** N of torchvision's `features.N.weight`: its count runs over ReLUs and pools too. */
  readonly torchvisionIndex: number
}

/** The sixteen convolutions from the image inwards: 3×3 with a ReLU behind each, 2×2 pooling between blocks. */
export const VGG19_LAYERS: readonly Vgg19Convolution[] = [
  { name: 'conv1_1', block: 1, inChannels: 3, outChannels: 64, torchvisionIndex: 0 },
  { name: 'conv1_2', block: 1, inChannels: 64, outChannels: 64, torchvisionIndex: 2 },
  { name: 'conv2_1', block: 2, inChannels: 64, outChannels: 128, torchvisionIndex: 5 },
  { name: 'conv2_2', block: 2, inChannels: 128, outChannels: 128, torchvisionIndex: 7 },
  { name: 'conv3_1', block: 3, inChannels: 128, outChannels: 256, torchvisionIndex: 10 },
  { name: 'conv3_2', block: 3, inChannels: 256, outChannels: 256, torchvisionIndex: 12 },
  { name: 'conv3_3', block: 3, inChannels: 256, outChannels: 256, torchvisionIndex: 14 },
  { name: 'conv3_4', block: 3, inChannels: 256, outChannels: 256, torchvisionIndex: 16 },
  { name: 'conv4_1', block: 4, inChannels: 256, outChannels: 512, torchvisionIndex: 19 },
  { name: 'conv4_2', block: 4, inChannels: 512, outChannels: 512, torchvisionIndex: 21 },
  { name: 'conv4_3', block: 4, inChannels: 512, outChannels: 512, torchvisionIndex: 23 },
  { name: 'conv4_4', block: 4, inChannels: 512, outChannels: 512, torchvisionIndex: 25 },
  { name: 'conv5_1', block: 5, inChannels: 512, outChannels: 512, torchvisionIndex: 28 },
  { name: 'conv5_2', block: 5, inChannels: 512, outChannels: 512, torchvisionIndex: 30 },
  { name: 'conv5_3', block: 5, inChannels: 512, outChannels: 512, torchvisionIndex: 32 },
  { name: 'conv5_4', block: 5, inChannels: 512, outChannels: 512, torchvisionIndex: 34 },
]

/** Four poolings halve the picture; below this size the last block would have no pixel. */
export const SMALLEST_SIDE = 16

/** Names of the tensors that turn an image in [0, 1] into the network's input: image · scale + offset, per channel. */
export const INPUT_SCALE = 'input.scale'
export const INPUT_OFFSET = 'input.offset'
