import type { ErrorEntries, Explanations } from './errorEntry.js'

/** What is wrong with options and their values, before anything is read. */
export const OPTION_ERRORS = {
  'option-unknown': {
    kind: 'usage',
    says: '{option} is not an option; OPTIONS lists them',
  },
  'option-not-a-number': {
    kind: 'usage',
    about: '{option}',
    says: '"{value}" is not a number',
  },
  'option-out-of-range': {
    kind: 'usage',
    about: '{option}',
    says: '{value} is not {what} from {least} to {limit}',
  },
  'option-not-a-choice': {
    kind: 'usage',
    about: '{option}',
    says: '"{value}" is not one of {choices}',
  },
  'option-empty': {
    kind: 'usage',
    about: '{option}',
    says: 'give {wanted}',
  },
  'window-and-seamless': {
    kind: 'usage',
    about: '{option}',
    says: 'a picture without seams is evaluated whole, not by windows of {value}; leave it out, or use other <borders>',
  },
  'window-and-histogram': {
    kind: 'usage',
    about: '{option}',
    says: 'the histogram term ranks all of a picture, not windows of {value}; leave it out, or set <histogramWeight> to 0',
  },
  'stages-too-many': {
    kind: 'usage',
    about: '{option}',
    says: '{value} stages are more than {limit}; give fewer',
  },
  'stages-mismatch': {
    kind: 'usage',
    about: '{option}',
    says: '{value} numbers do not fit the number of stages, which is {limit}; give one number for each stage, or one in all',
  },
  'stages-and-option': {
    kind: 'usage',
    about: '{option}',
    says: 'they say what {besideOption} says; leave one of the two out',
  },
  'stages-wrong': {
    kind: 'usage',
    about: '{option}',
    says: 'entry {value} is no stage; each has a size and iterations, and a contentWeight if you like',
  },
  'stages-content-weight': {
    kind: 'usage',
    about: '{option}',
    says: "a stage's contentWeight needs one contentWeight above 0 for the whole run",
  },
  'scales-falling': {
    kind: 'usage',
    about: '{option}',
    says: '{value} is no larger than the long side before it; go from coarse to fine',
  },
  'scales-and-size': {
    kind: 'usage',
    about: '{option}',
    says: 'the last long side is {value}, and <size> is {size}; make them equal, or leave <size> out',
  },
  'seamless-and-borders': {
    kind: 'usage',
    about: '{option}',
    says: '<borders> {value} has seams; leave one of the two out',
  },
  'style-scale-and-size': {
    kind: 'usage',
    about: '{option}',
    says: '<styleSize> says how large the style picture is; leave one of the two out',
  },
  'strength-and-weight': {
    kind: 'usage',
    about: '{option}',
    says: '<styleWeight> says how much the style weighs; leave one of the two out',
  },
  'style-scale-out-of-range': {
    kind: 'usage',
    about: '{option}',
    says: 'the style picture would be {value} pixels long, which is not from {least} to {limit}; choose another scale or size',
  },
  'stage-too-small': {
    kind: 'usage',
    about: '{option}',
    says: 'the coarsest stage would be {width}×{height}, and the network needs {least} pixels each way; use fewer stages or larger ones',
  },
  'option-too-long': {
    kind: 'usage',
    about: '{option}',
    says: 'a list of {value} is longer than {limit}',
  },
  'option-not-a-layer': {
    kind: 'usage',
    about: '{option}',
    says: '"{value}" is not a layer; use {layers}',
  },
  'option-not-tap-weights': {
    kind: 'usage',
    about: '{option}',
    says: '"{value}" is not TAP=NUMBER',
  },
  'option-value-twice': {
    kind: 'usage',
    about: '{option}',
    says: '{value} is given twice',
  },
  'option-layer-twice': {
    kind: 'usage',
    about: '{option}',
    says: '{value} is given twice, under two names',
  },
  'no-term-left': {
    kind: 'usage',
    about: '{option}',
    says: 'no term that reads a layer is left; give one a layer and a weight above 0',
  },
  'term-absent': {
    kind: 'usage',
    about: '{option}',
    says: '{value} has no {term} term; add it to {layersOption} or leave it out',
  },
  'term-without-weight': {
    kind: 'usage',
    about: 'setTermWeights',
    says: '{term} has no weight; 0 leaves it out',
  },
  'memory-exceeded': {
    kind: 'usage',
    about: '{option}',
    says: '{width}×{height} needs about {need} of memory, and {usable} can be had; the largest size that fits is {limit}',
  },
  'memory-exceeded-by-all': {
    kind: 'usage',
    about: '{option}',
    says: '{width}×{height} needs about {need} of memory, and {usable} can be had; no size fits',
  },
  'device-too-small': {
    kind: 'usage',
    about: '{option}',
    says: '{width}×{height} is too large, as this {device} device holds {mebibytes} MiB in one piece; the largest size that fits is {limit}',
  },
  'quality-unused': {
    kind: 'usage',
    about: '<quality>',
    says: 'has no effect on a {ending} file; leave it out or write {endings}',
  },
  'bits-unused': {
    kind: 'usage',
    about: '<bits> 16',
    says: 'has no effect on a {ending} file; leave it out or write {endings}',
  },
  'format-too-small': {
    kind: 'usage',
    says: '{value} pixels are too many for a {ending} file, which holds {limit} a side; write .png or .tif',
  },
  'bits-wrong': {
    kind: 'usage',
    about: '<bits>',
    says: '{value} is neither 8 nor 16',
  },
  'bits-in-page': {
    kind: 'usage',
    about: '<bits>',
    says: 'a page writes 8 bits a channel; leave it out',
  },
} as const satisfies ErrorEntries

export const OPTION_EXPLANATIONS: Explanations<typeof OPTION_ERRORS> = {
  'option-unknown': {
    cause: 'A request has a field that is no option.',
    remedy: 'Correct its name. `OPTIONS` and the table in README.md list all options.',
  },
  'option-not-a-number': {
    cause: 'A number is written in a way that cannot be read.',
    remedy: 'Write it with digits, as in `0.5` or `1e-3`.',
  },
  'option-out-of-range': {
    cause: 'A number is smaller or larger than the option allows, or not whole where it must be.',
    remedy: 'Give a number within the range.',
  },
  'option-not-a-choice': {
    cause: 'The option takes one of a few words, and this is another one.',
    remedy: 'Give one of the words listed.',
  },
  'option-empty': {
    cause: 'The value is empty, or not of the kind that the option takes.',
    remedy: 'Give what is asked for, or leave the option out.',
  },
  'window-and-seamless': {
    cause: 'Windows are asked for of a picture with circular borders, whose every edge goes on at the other side.',
    remedy: 'Leave `window` out. Where the picture does not fit in memory whole, the message names the size that does.',
  },
  'window-and-histogram': {
    cause: 'Windows are asked for with a histogram term, which compares values by their rank among all positions.',
    remedy:
      'Leave `window` out, or `histogramWeight`. Where the picture does not fit in memory whole, the message names the size that does.',
  },
  'stages-too-many': {
    cause: 'A list has more stages than a run can have.',
    remedy: 'Leave some out; each stage may be twice as large as the one before, or larger.',
  },
  'stages-mismatch': {
    cause: 'A list has one number for each stage, and the run has another number of stages.',
    remedy: 'Give as many numbers as there are stages, or change `scales`.',
  },
  'stages-and-option': {
    cause: 'A request has `stages` and an option that stages decide.',
    remedy: 'Leave the option out, or the stages.',
  },
  'stages-wrong': {
    cause:
      'What stands in `stages` is no list, an empty one, or holds something else than stages. Entries are counted from 0.',
    remedy: 'Give a list of objects with the numbers `size` and `iterations`, and `contentWeight` if it differs.',
  },
  'stages-content-weight': {
    cause: 'A stage has a content weight of its own, where the run has none, or one for each layer.',
    remedy: 'Give the run a content weight that is one number above 0, or leave that of the stage out.',
  },
  'scales-falling': {
    cause: 'A run goes from coarse stages to fine ones.',
    remedy: 'List the long sides in rising order, as in `128,256,512`.',
  },
  'scales-and-size': {
    cause: 'The last stage has the size of the result, and `size` says another one.',
    remedy: 'Leave `size` out, or end the list with it.',
  },
  'seamless-and-borders': {
    cause: 'A texture is to have no seams, and borders that are not circular.',
    remedy: 'Leave one of the two out; `--seamless` stands for circular borders.',
  },
  'style-scale-and-size': {
    cause: '`styleScale` multiplies the usual size of the style picture, and `styleSize` says another size.',
    remedy: 'Leave one of the two out.',
  },
  'strength-and-weight': {
    cause: 'Both say how much of the style the result has.',
    remedy:
      'Leave one out: `strength` multiplies the weight that the preset has for the style, `styleWeight` replaces it.',
  },
  'style-scale-out-of-range': {
    cause: 'The usual size of the style picture times `styleScale` is no size that a style picture may have.',
    remedy: 'Choose a scale nearer to 1, or another `size`.',
  },
  'stage-too-small': {
    cause: 'The first stage of a run is the smallest, and the picture is so narrow that nothing is left of it there.',
    remedy: 'Use fewer stages, begin with a larger one, or let `auto` choose.',
  },
  'option-too-long': {
    cause: 'A list has more entries than there are things to name.',
    remedy: 'Name each layer once.',
  },
  'option-not-a-layer': {
    cause: 'VGG-19 has no layer of this name.',
    remedy: 'Use a name of either of the two schemes listed.',
  },
  'option-not-tap-weights': {
    cause: 'A weight for one layer is written in a way that cannot be read.',
    remedy: 'Write layer and weight with an equals sign between them, as in `conv1_1=0.5`.',
  },
  'option-value-twice': {
    cause: 'A list has the same entry twice.',
    remedy: 'Leave one of the two out.',
  },
  'option-layer-twice': {
    cause: 'A list has one layer under each of its two names.',
    remedy: 'Leave one of the two out.',
  },
  'no-term-left': {
    cause: 'All layers are left out or have the weight 0, so that there is nothing to lower.',
    remedy: 'Give at least one layer and its weight.',
  },
  'term-absent': {
    cause: 'A weight is given for a layer that the loss does not use.',
    remedy: 'Add the layer to the layers of that kind, or leave its weight out.',
  },
  'term-without-weight': {
    cause: 'A loss function is given new weights, and not for all of its terms.',
    remedy: 'Give every term a weight; 0 leaves it out.',
  },
  'memory-exceeded': {
    cause: 'The run would take more memory than the process can have.',
    remedy: 'Ask for a size up to `limit`, or free memory.',
  },
  'memory-exceeded-by-all': {
    cause: 'There is too little memory for a run of any size.',
    remedy: 'Free memory, or run on another machine.',
  },
  'device-too-small': {
    cause:
      'The picture is to be evaluated whole, and a tensor of the network would be larger than the device can hold in one buffer.',
    remedy: 'Leave `window` open, so that the picture is evaluated by windows, or ask for a size up to `limit`.',
  },
  'quality-unused': {
    cause: 'A quality is given for a format that loses nothing.',
    remedy: 'Leave it out, or write one of the formats listed.',
  },
  'bits-unused': {
    cause: 'The format has no room for 16 bits a channel.',
    remedy: 'Leave it out, or write one of the formats listed.',
  },
  'format-too-small': {
    cause: 'The format has no room for a picture of this size.',
    remedy: 'Write a format that has, or a smaller picture.',
  },
  'bits-wrong': {
    cause: 'A channel has 8 or 16 bits.',
    remedy: 'Give 8 or 16.',
  },
  'bits-in-page': {
    cause: 'Browsers write no pictures of 16 bits a channel.',
    remedy: 'Leave it out, or use Node.',
  },
}
