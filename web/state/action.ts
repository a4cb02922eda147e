import type { Picture, StylizeEvent, StylizeResult } from 'nst-onnx'
import type { OptionName, Options, PresetName, Vgg19Layer } from 'nst-onnx/options'
import type { Problem } from '../options/problem.js'
import type { RecipeChoices } from '../options/recipeChoices.js'
import type { ChosenRegions } from '../regions/maskFile.js'
import type {
  ChosenPicture,
  FeaturesState,
  Forecast,
  Notice,
  Paces,
  Painting,
  PaintingChoices,
  PictureSoFar,
  Place,
} from './pageState.js'
import type { StylePlace } from './shares.js'

/** All that can happen to the page. */
export type Action =
  | { readonly type: 'opening'; readonly place: Place; readonly ticket: number; readonly name: string }
  | { readonly type: 'opened'; readonly ticket: number; readonly picture: ChosenPicture }
  | { readonly type: 'openingFailed'; readonly ticket: number; readonly problem: string }
  | { readonly type: 'emptied'; readonly place: Place }
  /** Those behind it move up; the marks are those that are left then. */
  | { readonly type: 'styleRemoved'; readonly place: StylePlace; readonly regions: ChosenRegions | undefined }
  | { readonly type: 'regionsMarked'; readonly regions: ChosenRegions | undefined }
  /** A style has another share, in per cent. */
  | { readonly type: 'blended'; readonly place: StylePlace; readonly percent: number }
  | { readonly type: 'optionSet'; readonly name: OptionName; readonly value: Options[OptionName] }
  | { readonly type: 'optionRefused'; readonly name: OptionName; readonly problem: string }
  | { readonly type: 'presetChosen'; readonly preset: PresetName }
  | { readonly type: 'recipeOpened'; readonly file: string; readonly choices: RecipeChoices }
  /** Those of a painting of the page's own. */
  | { readonly type: 'choicesTaken'; readonly choices: PaintingChoices }
  | { readonly type: 'noticed'; readonly notice: Notice | undefined }
  | { readonly type: 'forecast'; readonly forecast: Forecast }
  | { readonly type: 'featuresChosen'; readonly wanted: FeaturesState['wanted'] }
  | { readonly type: 'layersStored'; readonly layers: readonly Vgg19Layer[] }
  | { readonly type: 'fetchTold'; readonly receivedBytes: number; readonly totalBytes: number }
  | { readonly type: 'fetchEnded'; readonly problem?: string }
  | { readonly type: 'keptOffline' }
  /** What the worker has found of the run to come. */
  | { readonly type: 'foreseen'; readonly problem: Problem | undefined }
  | { readonly type: 'showing'; readonly id: string | undefined }
  /** Those of earlier visits. */
  | { readonly type: 'paintingsRead'; readonly paintings: readonly Painting[] }
  /** A painting is there, or has changed. */
  | { readonly type: 'painted'; readonly painting: Painting }
  | { readonly type: 'paintingRemoved'; readonly id: string }
  | { readonly type: 'pacesRead'; readonly paces: Paces }
  | { readonly type: 'paintingsLast'; readonly last: boolean }
  | RunAction

export type RunAction =
  | {
      readonly type: 'runBegan'
      readonly id: string
      readonly before: ImageBitmap
      readonly from?: PictureSoFar | undefined
    }
  | { readonly type: 'runTold'; readonly event: StylizeEvent }
  | { readonly type: 'runHeld'; readonly held: boolean }
  | { readonly type: 'runStopping' }
  | { readonly type: 'runEnded'; readonly result: StylizeResult }
  /** Holds the picture that there is in spite of it, if there is one: as a result, or the latest that was seen. */
  | {
      readonly type: 'runFailed'
      readonly problem: Problem
      readonly result?: StylizeResult
      readonly reached?: Picture | undefined
    }
  | { readonly type: 'runCancelled' }
