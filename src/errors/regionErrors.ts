import type { ErrorEntries, Explanations } from './errorEntry.js'

/** What is wrong with masks and the regions that they make. */
export const REGION_ERRORS = {
  'style-mask-and-styles': {
    kind: 'usage',
    about: '{option}',
    says: 'give each of the styles its mask instead',
  },
  'style-mask-none': {
    kind: 'usage',
    about: '{option}',
    says: 'the option stands before each mask, and before the word none too; a style picture of that name is ./none',
  },
  'style-masks-count': {
    kind: 'usage',
    about: '{option}',
    says: 'more masks ({given}) than style pictures ({styles}); give one for each, in their order, and none for a style without',
  },
  'regions-no-object': {
    kind: 'usage',
    about: '{option}',
    says: '{value} is no object; give { colour: style, … }',
  },
  'region-malformed': {
    kind: 'usage',
    about: '{option}',
    says: '{value} is not of the form COLOUR=STYLE, COLOUR=all or COLOUR=keep',
  },
  'region-twice': {
    kind: 'usage',
    about: '{option}',
    says: '{value} is given twice; say once what paints it',
  },
  'region-colour-wrong': {
    kind: 'usage',
    about: '{option}',
    says: '{value} is no colour; give #rrggbb or one of {names}',
  },
  'region-paint-wrong': {
    kind: 'usage',
    about: '{option}',
    says: '{value} paints nothing; give {colour} the number of a style, from 1, all or keep',
  },
  'region-style-unknown': {
    kind: 'usage',
    about: '{option}',
    says: 'there is no style {value} for {colour}; the last style picture is number {styles}',
  },
  'content-mask-missing': {
    kind: 'usage',
    about: '{option}',
    says: 'regions are parts of the content; give <contentMask> too',
  },
  'content-mask-unused': {
    kind: 'usage',
    about: '{option}',
    says: 'there is no content picture whose parts it would tell; leave it out',
  },
  'regions-undecided': {
    kind: 'usage',
    about: '{option}',
    says: 'nothing says what paints its colours; give <styleMask> or <regions> too',
  },
  'mask-shape': {
    kind: 'input',
    about: '{name}',
    says: 'the mask is {width}×{height}, and its picture {pictureWidth}×{pictureHeight}; give one of the same shape',
  },
  'mask-no-colours': {
    kind: 'input',
    about: '{name}',
    says: 'this is no mask: it has hardly any parts of one colour; paint its regions in few flat colours, as a PNG',
  },
  'mask-many-colours': {
    kind: 'input',
    about: '{name}',
    says: 'a mask has at most {limit} colours, and this has {count}; paint its regions in fewer, as a PNG',
  },
  'mask-one-colour': {
    kind: 'input',
    about: '{name}',
    says: 'all of the mask is {colour}; paint its regions in different colours, or leave it out',
  },
  'mask-colour-unmatched': {
    kind: 'input',
    about: '{name}',
    says: '{colour} is in no mask of a style that has a weight, and nothing says what paints it; <regions> does. The mask has {found}',
  },
  'mask-colour-unused': {
    kind: 'input',
    about: '{name}',
    says: '{colour} is not in the mask of the content; paint it in one of its colours, or black. This mask has {found}',
  },
  'region-colour-absent': {
    kind: 'usage',
    about: '{option}',
    says: 'the mask has no {colour}; it has {found}',
  },
  'region-all-kept': {
    kind: 'usage',
    about: '{option}',
    says: 'every region is kept, so that nothing would be painted; give one a style',
  },
  'region-too-small': {
    kind: 'usage',
    about: '{name}',
    says: '{colour} covers less than one position of {layer} at {width}×{height}; paint it larger, leave out coarse <scales>, or use fewer layers',
  },
} as const satisfies ErrorEntries

/** Their causes and remedies. */
export const REGION_EXPLANATIONS: Explanations<typeof REGION_ERRORS> = {
  'style-mask-and-styles': {
    cause: '`styleMask` belongs to `style`, and there are `styles`.',
    remedy: 'Give `styles: [{ picture, mask }, …]`.',
  },
  'style-mask-none': {
    cause: 'The word none stands where a style picture would, as it does behind a mask whose option it lacks.',
    remedy: 'Write `--style-mask a.png --style-mask none`.',
  },
  'style-masks-count': {
    cause: 'There are more masks of styles than styles.',
    remedy: 'Give one for each style, in their order; the word `none` stands for a style without a mask.',
  },
  'regions-no-object': {
    cause: '`regions` of a request is no object.',
    remedy: "Give `{ red: 1, '#0000ff': 'keep' }`.",
  },
  'region-malformed': {
    cause: 'A region on the command line has no `=`.',
    remedy: 'Write `--region red=2`, or `--region red=keep`.',
  },
  'region-twice': {
    cause: 'A colour is given to two paints.',
    remedy: 'Say once what paints it: `all` for a blend of the styles.',
  },
  'region-colour-wrong': {
    cause: 'A region is called by something that is no colour.',
    remedy: 'Write `#ff0000`, `#f00`, or one of the names that the message lists.',
  },
  'region-paint-wrong': {
    cause: 'A region is to be painted by something that is neither a style nor `all` nor `keep`.',
    remedy: 'Give the number of a style picture, counted from 1, `all` for a blend of them, or `keep`.',
  },
  'region-style-unknown': {
    cause: 'A region is to be painted by a style picture that is not given.',
    remedy: 'Count the style pictures from 1.',
  },
  'content-mask-missing': {
    cause: 'A style has a mask, or a colour a paint, and the content picture no mask.',
    remedy: 'Give the content picture a mask, or leave out the rest.',
  },
  'content-mask-unused': {
    cause: 'A mask of the content picture is given to a run without one.',
    remedy: 'Leave it out.',
  },
  'regions-undecided': {
    cause: 'The content picture has a mask, but no style has one, and no region a paint.',
    remedy: 'Give the styles masks, or say what paints each colour.',
  },
  'mask-shape': {
    cause: 'A mask has another aspect ratio than its picture. It may have any size.',
    remedy: 'Draw the mask over its picture.',
  },
  'mask-no-colours': {
    cause: 'What is given for a mask is a photograph, noise, or a mask that was saved with strong compression.',
    remedy: 'Paint regions in few flat colours and save them as PNG. Soft edges are right.',
  },
  'mask-many-colours': {
    cause: 'A mask has more colours than there can be regions; each takes memory and time.',
    remedy: 'Paint regions in fewer colours that differ clearly.',
  },
  'mask-one-colour': {
    cause: 'A mask of the content has a single colour, so that there is a single region.',
    remedy: 'Paint at least two regions, or leave the masks out.',
  },
  'mask-colour-unmatched': {
    cause: 'The content has a colour in its mask that no style has in its own, and that no region is given for.',
    remedy: 'Give it a style or `keep`, or paint it in a mask of a style.',
  },
  'mask-colour-unused': {
    cause:
      'A style has a colour in its mask that the content has not in its own: nothing would be painted like that part.',
    remedy: 'Use the same colours in both. Black in a mask of a style may stand for what no region is painted like.',
  },
  'region-colour-absent': {
    cause: 'A region is given for a colour that the mask of the content does not have.',
    remedy: 'Use one of the colours that the message lists, with their shares of the mask.',
  },
  'region-all-kept': {
    cause: 'Every region of the content is to be left as it is.',
    remedy: 'Give at least one region a style.',
  },
  'region-too-small': {
    cause:
      'A region is so small that a layer of the network, which sees a stage by cells of several pixels, has no cell for it.',
    remedy: 'Paint it larger, leave out the coarse stages (`scales: 1`), or use layers nearer to the image.',
  },
}
