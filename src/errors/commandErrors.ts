import type { ErrorEntries, Explanations } from './errorEntry.js'

/** What is wrong with a command line. */
export const COMMAND_ERRORS = {
  'command-line': {
    kind: 'usage',
    says: '{complaint}; see nst-onnx --help',
  },
  'option-repeated': {
    kind: 'usage',
    about: '{option}',
    says: 'given {count} times; give it once',
  },
  'output-unnamed': {
    kind: 'usage',
    about: '{option}',
    says: 'give the name of a file or folder',
  },
  'output-format-contradicts': {
    kind: 'usage',
    about: '{option}',
    says: '{path} is the name of a {format} file; leave <format> out',
  },
  'output-is-input': {
    kind: 'usage',
    about: '{option}',
    says: '{path} is an input of this run; choose another name',
  },
  'preview-is-output': {
    kind: 'usage',
    about: '{option}',
    says: '{path} is the output of this run; choose another name',
  },
  'output-taken': {
    kind: 'usage',
    about: '{option}',
    says: '{path}{others} would be written over; choose another name, or give <overwrite>',
  },
  'output-no-folder': {
    kind: 'usage',
    about: '{option}',
    says: '{path} is no folder; choose another name',
  },
  'output-folder-not-made': {
    kind: 'usage',
    about: '{option}',
    says: '{path} cannot be made a folder ({trouble}); choose another {what}',
  },
  'output-terminal': {
    kind: 'usage',
    about: '{option}',
    says: 'a picture is nothing for a terminal; name a file, or send stdout to one',
  },
  'output-stdout-with-events': {
    kind: 'usage',
    about: '{option}',
    says: 'events and the picture cannot both go to stdout; leave out <json>',
  },
  'output-stdout-with-snapshots': {
    kind: 'usage',
    about: '{option}',
    says: 'one picture goes to stdout; leave out <saveEvery>, or name a file',
  },
  'output-stdout-with-checkpoint': {
    kind: 'usage',
    about: '{option}',
    says: 'a checkpoint lies beside its picture, and stdout has no place beside it; name a file, or leave out <checkpoint> and <resume>',
  },
  'output-stdout-for-many': {
    kind: 'usage',
    about: '{option}',
    says: 'many pictures do not go to stdout; give a name',
  },
  'snapshot-taken': {
    kind: 'failed',
    about: '{path}',
    says: 'there is such a file by now, and it is left as it is',
  },
  'output-rescued': {
    kind: 'failed',
    says: '{cause}; it is kept at {path}',
  },
  'output-lost': {
    kind: 'failed',
    says: '{cause}; nor is there room in {folders}: it is lost',
  },
  'stdin-terminal': {
    kind: 'usage',
    about: '-',
    says: 'stdin is a terminal; send a picture to it, as with < photo.jpg, or give a file',
  },
  'stdin-twice': {
    kind: 'usage',
    about: '-',
    says: 'stdin holds one picture; give a file for the other',
  },
  'stdin-unreadable': {
    kind: 'input',
    about: 'stdin',
    says: 'cannot be read ({trouble})',
  },
  'start-from-stdin': {
    kind: 'usage',
    about: '{option}',
    says: 'a start picture does not come from stdin; give a file',
  },
  'pictures-unnamed': {
    kind: 'usage',
    about: '{option}',
    says: 'an empty name is no picture',
  },
  'folder-without-pictures': {
    kind: 'input',
    about: '{name}',
    says: 'there is no picture in this folder; check the path',
  },
  'pattern-without-files': {
    kind: 'input',
    about: '{name}',
    says: 'no file fits this pattern; check the path',
  },
  'blend-of-one': {
    kind: 'usage',
    about: '{option}',
    says: 'there is one style picture; give several, or leave it out',
  },
  'blend-count': {
    kind: 'usage',
    about: '{option}',
    says: '{value} is not one number for each of the {pictures} style pictures; write {example}',
  },
  'blend-malformed': {
    kind: 'usage',
    about: '{option}',
    says: '{value} is no list of numbers from 0; write {example}',
  },
  'seeds-malformed': {
    kind: 'usage',
    about: '{option}',
    says: '"{value}" is no list of whole numbers from 0 to {limit}; write 1,2,3',
  },
  'size-malformed': {
    kind: 'usage',
    about: '{option}',
    says: '"{value}" is no size; write 640x480',
  },
  'side-out-of-range': {
    kind: 'usage',
    about: '{option}',
    says: '{value} has a side that is not from {least} to {limit}',
  },
  'layer-set-empty': {
    kind: 'usage',
    about: '{option}',
    says: '"{value}" has an empty set; separate sets with one ;',
  },
  'layer-set-twice': {
    kind: 'usage',
    about: '{option}',
    says: 'the set {value} is given twice',
  },
  'verify-weights': {
    kind: 'usage',
    about: '{option}',
    says: 'reference values are of VGG-19; leave it out or give a file',
  },
  'recipe-absent': {
    kind: 'input',
    about: '{name}',
    says: 'holds no recipe; only pictures written by nst-onnx have one',
  },
  'like-no-run': {
    kind: 'usage',
    about: '{name}',
    says: 'it was made from one picture, which --like does not repeat; {command} does',
  },
  'like-input-missing': {
    kind: 'input',
    about: '{name}',
    says: 'not in this folder, nor beside {picture}, whose recipe names it; put it there, or name pictures to use instead',
  },
  'like-other-input': {
    kind: 'input',
    about: '{name}',
    says: 'not the file that the recipe of {picture} names, which has other bytes; put that there, or name pictures to use instead',
  },
  'cache-incomplete': {
    kind: 'weights',
    about: '{layers} in {folder}',
    says: 'not there or not right; run nst-onnx weights pull',
  },
  'cache-empty': {
    kind: 'weights',
    says: 'no VGG-19 weights found; nst-onnx weights pull puts them into {folder}',
  },
  'no-device': {
    kind: 'device',
    says: 'no device runs the graph, not even the CPU; see above',
  },
} as const satisfies ErrorEntries

export const COMMAND_EXPLANATIONS: Explanations<typeof COMMAND_ERRORS> = {
  'command-line': {
    cause: 'A command, an option or a file name is unknown, missing or one too many.',
    remedy: 'See `nst-onnx --help`.',
  },
  'option-repeated': {
    cause: 'An option that has one value is given several times.',
    remedy: 'Give it once.',
  },
  'output-unnamed': {
    cause: 'The name to write to is empty.',
    remedy: 'Give one, or leave the option out.',
  },
  'output-format-contradicts': {
    cause: 'The extension of the file to write and the format asked for differ.',
    remedy: 'Leave one of the two out.',
  },
  'output-is-input': {
    cause: 'An input would be written over, by whatever way its path is written.',
    remedy: 'Choose another name.',
  },
  'preview-is-output': {
    cause: 'Previews would be written where the picture goes.',
    remedy: 'Choose another name for the previews.',
  },
  'output-taken': {
    cause: 'A file that this program did not make is in the way.',
    remedy: 'Choose another name, or allow it to be replaced.',
  },
  'output-no-folder': {
    cause: 'A file has the name of the folder that pictures are to go into.',
    remedy: 'Choose another name.',
  },
  'output-folder-not-made': {
    cause: 'The system does not let the folder be made.',
    remedy: 'Choose another place or name.',
  },
  'output-terminal': {
    cause: 'A picture is to go to stdout, which is a terminal.',
    remedy: 'Name a file, or send stdout to a file or program.',
  },
  'output-stdout-with-events': {
    cause: 'Both the picture and the events are to go to stdout.',
    remedy: 'Leave one of the two out.',
  },
  'output-stdout-with-snapshots': {
    cause: 'Several pictures are to go to stdout.',
    remedy: 'Leave the snapshots out, or name a file.',
  },
  'output-stdout-with-checkpoint': {
    cause: 'The picture is to go to stdout, and the state of its run into a file beside it.',
    remedy: 'Name a file for the picture.',
  },
  'output-stdout-for-many': {
    cause: 'A command that makes several pictures is to write to stdout.',
    remedy: 'Name a file.',
  },
  'snapshot-taken': {
    cause: 'Something else has written a file of this name since the run began.',
    remedy: 'Choose another name for the next run.',
  },
  'output-rescued': {
    cause: 'What was made could not be written to its place, and was written to another.',
    remedy: 'Take it from there.',
  },
  'output-lost': {
    cause: 'What was made could not be written anywhere.',
    remedy: 'Free some space and run the command again.',
  },
  'stdin-terminal': {
    cause: 'A picture is to come from stdin, which is a terminal.',
    remedy: 'Send a file or the output of a program to stdin.',
  },
  'stdin-twice': {
    cause: 'Two pictures are to come from stdin.',
    remedy: 'Give a file for one of them.',
  },
  'stdin-unreadable': {
    cause: 'The system reports an error while it reads stdin.',
    remedy: 'Check the program that writes to it.',
  },
  'start-from-stdin': {
    cause: 'A start picture is to come from stdin.',
    remedy: 'Give a file.',
  },
  'pictures-unnamed': {
    cause: 'One of several pictures has an empty name.',
    remedy: 'Correct it.',
  },
  'folder-without-pictures': {
    cause: 'No file in the folder has the extension of a picture that can be read.',
    remedy: 'Correct the path.',
  },
  'pattern-without-files': {
    cause: 'No file has a name that fits.',
    remedy: 'Correct the pattern.',
  },
  'blend-of-one': {
    cause: 'Proportions are given for a single style picture.',
    remedy: 'Give several pictures, or leave the option out.',
  },
  'blend-count': {
    cause: 'There is not one proportion for each style picture.',
    remedy: 'Give as many numbers as pictures.',
  },
  'blend-malformed': {
    cause: 'The proportions of style pictures cannot be read.',
    remedy: 'Write numbers from 0, separated by commas.',
  },
  'seeds-malformed': {
    cause: 'A list of seeds cannot be read.',
    remedy: 'Write whole numbers, separated by commas.',
  },
  'size-malformed': {
    cause: 'A width and height cannot be read.',
    remedy: 'Write both with an x between them.',
  },
  'side-out-of-range': {
    cause: 'A width or height is too small or too large.',
    remedy: 'Give sides within the range.',
  },
  'layer-set-empty': {
    cause: 'There is nothing between two semicolons, or after the last.',
    remedy: 'Separate sets with one semicolon.',
  },
  'layer-set-twice': {
    cause: 'Two sets have the same layers.',
    remedy: 'Leave one of the two out.',
  },
  'verify-weights': {
    cause: '`verify` is to use fitted features, which reference values are not of.',
    remedy: 'Leave the option out, or give a file.',
  },
  'recipe-absent': {
    cause: 'The picture was not made by this program, or its recipe was left out or removed.',
    remedy: 'Give another picture.',
  },
  'like-no-run': {
    cause: 'The picture is a reconstruction or a texture; `run --like` repeats runs of a content and a style picture.',
    remedy: 'Use the command that the message tells.',
  },
  'like-input-missing': {
    cause: 'A recipe names the pictures that it was made of, without their folders, and some are nowhere to be found.',
    remedy: 'Put them into the working directory or beside the picture, or name others on the command line.',
  },
  'like-other-input': {
    cause: 'A file has the name that a recipe tells, and other bytes.',
    remedy: 'Put the one of the recipe there, or name the pictures to use on the command line.',
  },
  'cache-incomplete': {
    cause: 'Weights in the cache are missing or damaged.',
    remedy: 'Run `nst-onnx weights pull`.',
  },
  'cache-empty': {
    cause: 'There are no weights at any of the places where they are looked for.',
    remedy: 'Run `nst-onnx weights pull`.',
  },
  'no-device': {
    cause: 'ONNX Runtime does not work on this machine.',
    remedy: 'Do what `nst-onnx devices` says of each device.',
  },
}
