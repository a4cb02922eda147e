import type { Picture } from '../images/picture.js'

/** A cell of a sheet. With neither picture nor reason it is empty, but keeps its label. */
export interface SheetCell {
  readonly picture?: Picture
  /** Below the picture; shortened in its middle where two lines do not hold it. */
  readonly label?: string
  /** Why the picture is missing: one line that stands for it. */
  readonly missing?: string
}

/** A contact sheet: rows of labelled pictures. */
export interface Sheet {
  /** Rows may have different lengths; undefined is an empty cell. */
  readonly rows: readonly (readonly (SheetCell | undefined)[])[]
  /** Above the columns. */
  readonly columnHeads?: readonly string[]
  /** Left of the rows. */
  readonly rowHeads?: readonly string[]
  /** Above all. */
  readonly title?: string
}
