import type { ErrorEntries, Explanations } from './errorEntry.js'

/** What is wrong with a weights file, or with a fixture, that is given. */
export const WEIGHTS_FILE_ERRORS = {
  'weights-file-missing': {
    kind: 'weights',
    about: '{option}',
    says: 'there is no file {path}; give auto, vgg19, fitted or the path of a .safetensors file',
  },
  'weights-file-missing-of-variable': {
    kind: 'weights',
    about: '{variable}',
    says: 'there is no file {path}; give the path of a .safetensors file',
  },
  'weights-file-unread': {
    kind: 'weights',
    says: '{path} {trouble}',
  },
  'weights-file-unfetched': {
    kind: 'weights',
    about: '{url}',
    says: '{trouble}',
  },
  'weights-file-shorter': {
    kind: 'weights',
    says: '{path} became shorter while it was read; try again',
  },
  'weights-file-malformed': {
    kind: 'weights',
    says: '{path} is not a safetensors file: {trouble}; give another file',
  },
  'weights-file-cut-short': {
    kind: 'weights',
    says: '{path} is cut short: it has {has} bytes of {needed}; download or copy it again',
  },
  'weights-file-foreign': {
    kind: 'weights',
    says: '{path} holds no VGG-19 weights: name its tensors conv1_1.weight or features.0.weight and so on',
  },
  'weights-file-lacks-layer': {
    kind: 'weights',
    says: '{path} lacks layer {layer}; give a file that has it',
  },
  'weights-file-lacks-tensor': {
    kind: 'weights',
    says: '{path} has no tensor {tensor}; give a file that has it',
  },
  'weights-file-dtype': {
    kind: 'weights',
    about: '{path}',
    says: 'tensor {tensor} is {dtype}; convert it to F32 or F16',
  },
  'weights-file-shape': {
    kind: 'weights',
    about: '{path}',
    says: "{tensor} has shape [{shape}], VGG-19's is [{wanted}]; give VGG-19 weights",
  },
  'weights-file-values': {
    kind: 'weights',
    about: '{path}',
    says: '{tensor} {fault}; download or convert it again',
  },
  'weights-file-no-fixture': {
    kind: 'weights',
    says: '{path} is no fixture: {trouble}; see docs/verify.md',
  },
} as const satisfies ErrorEntries

export const WEIGHTS_FILE_EXPLANATIONS: Explanations<typeof WEIGHTS_FILE_ERRORS> = {
  'weights-file-missing': {
    cause: 'There is no file at the path.',
    remedy: 'Correct the path.',
  },
  'weights-file-missing-of-variable': {
    cause: 'The environment variable names a file that does not exist.',
    remedy: 'Correct the variable, or unset it.',
  },
  'weights-file-unread': {
    cause: 'The system does not let the file be read.',
    remedy: 'Do what the message says.',
  },
  'weights-file-unfetched': {
    cause: 'A page could not fetch the weights file.',
    remedy: 'Check the address, and that its server allows the page to read it.',
  },
  'weights-file-shorter': {
    cause: 'Something else wrote the file at the same time.',
    remedy: 'Try again.',
  },
  'weights-file-malformed': {
    cause: 'The file is of another format, or damaged.',
    remedy: 'Give another file.',
  },
  'weights-file-cut-short': {
    cause: 'The file ends before its header says so.',
    remedy: 'Download or copy it again.',
  },
  'weights-file-foreign': {
    cause: 'No tensor in the file has a name of either of the two known schemes.',
    remedy: 'Rename the tensors, or give another file.',
  },
  'weights-file-lacks-layer': {
    cause: 'The run reads a layer that the file does not have.',
    remedy: 'Give a file that has it, or leave the layer out.',
  },
  'weights-file-lacks-tensor': {
    cause: 'The file lacks a tensor that is needed.',
    remedy: 'Give a file that has it.',
  },
  'weights-file-dtype': {
    cause: 'The numbers in the file are of a kind that is not read.',
    remedy: 'Convert it to F32 or F16.',
  },
  'weights-file-shape': {
    cause: 'The file is of another network, or of a variant with batch normalisation or other sizes.',
    remedy: 'Give weights of VGG-19.',
  },
  'weights-file-values': {
    cause: 'The tensor holds values that no trained network has.',
    remedy: 'Download or convert the file again.',
  },
  'weights-file-no-fixture': {
    cause: '`verify` is given a safetensors file that holds no reference values.',
    remedy: 'See docs/verify.md for what a fixture holds.',
  },
}
