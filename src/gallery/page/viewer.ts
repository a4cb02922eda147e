import { html } from './html.js'

/** The dialog that shows a picture larger, filled by the page's script. */
export const VIEWER = html`<dialog id="viewer" aria-labelledby="viewer-caption">
<div id="shown"></div>
<p id="viewer-caption" aria-live="polite"></p>
<div class="controls">
<button type="button" class="button" id="previous">Previous</button>
<button type="button" class="button" id="next">Next</button>
<a class="button" id="save" aria-label="Save picture">Save</a>
<button type="button" class="button" id="close">Close</button>
</div>
</dialog>
`
