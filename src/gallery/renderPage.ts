import type { Figure, GalleryPage } from './galleryPage.js'
import { BASE_STYLES } from './page/baseStyles.js'
import { commandMarkup, copyButton } from './page/command.js'
import { figureSection } from './page/figureSection.js'
import { FIGURE_STYLES } from './page/figureStyles.js'
import { html, type Markup, markup } from './page/html.js'
import { largePictureMarkup } from './page/largePicture.js'
import { LARGE_PICTURE_STYLES } from './page/largePictureStyles.js'
import { PAGE_SCRIPT, PAGE_SCRIPT_SHA256 } from './page/pageScript.js'
import { PLAYER_STYLES } from './page/playerStyles.js'
import { PLOT_STYLES } from './page/plotStyles.js'
import { proseMarkup } from './page/prose.js'
import { referencesMarkup } from './page/references.js'
import { summaryMarkup } from './page/summary.js'
import { VERDICTS } from './page/verdicts.js'
import { VIEWER } from './page/viewer.js'
import { VIEWER_STYLES } from './page/viewerStyles.js'
import { wordsMarkup } from './page/words.js'

/**
 * Nothing may be fetched from elsewhere, and no script may run but the page's own, whatever a file name holds. Styles are inline because
 * each figure says how many columns it has; with everything else forbidden they cannot reach out either.
 */
const POLICY = [
  "default-src 'none'",
  'img-src data:',
  // Lighthouse asks for robots.txt from the page.
  "connect-src 'self'",
  "style-src 'unsafe-inline'",
  `script-src 'sha256-${PAGE_SCRIPT_SHA256}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const STYLES = BASE_STYLES + LARGE_PICTURE_STYLES + FIGURE_STYLES + PLAYER_STYLES + PLOT_STYLES + VIEWER_STYLES
const GENERATOR = 'nst-onnx gallery'
const PAGE_COMMAND = 'page-command'

/** Whether a text is that of a page by {@link renderPage}. */
export function isPage(text: string): boolean {
  return text.includes(`<meta name="generator" content="${GENERATOR}">`)
}

/**
 * The gallery as one HTML file that needs nothing beside it: pictures, styles and script are inside. Every text of the page
 * is escaped, so file names may hold anything. Without scripts pictures, numbers and commands are all there.
 *
 * Pure: the same page gives the same text. What running times decide carries the attribute `data-time`.
 */
export function renderPage(page: GalleryPage): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${GENERATOR}">
<meta name="description" content="${page.title}: pictures to play with, numbers, and what they say.">
<title>${page.title}</title>
<link rel="icon" href="data:,">
<style>${markup(STYLES)}</style>
</head>
<body>
<a class="skip" href="#article">Skip to the article</a>
<div class="page">
${headerMarkup(page)}${contentsMarkup(page.figures)}<main id="article">
${summaryMarkup(page.figures)}${page.figures.map((figure, i) => figureSection(figure, i + 1))}${wordsMarkup(page.words)}${referencesMarkup()}${colophonMarkup(page)}</main>
</div>
${VIEWER}<p class="unseen" id="announcer" role="status" aria-live="polite"></p>
<script>${markup(PAGE_SCRIPT)}</script>
</body>
</html>
`.text
}

function headerMarkup({ title, lede, large }: GalleryPage): Markup {
  return html`<header>
<h1>${title}</h1>
<div class="lede">
${lede.map(paragraph => html`<p>${proseMarkup(paragraph)}</p>\n`)}</div>
${large && largePictureMarkup(large)}</header>
`
}

function contentsMarkup(figures: readonly Figure[]): Markup {
  const judged = figures.some(({ claim }) => claim)
  return html`<nav aria-labelledby="contents">
<h2 id="contents">On this page</h2>
<ol>
${judged ? html`<li><a href="#summary">In short</a></li>\n` : undefined}${figures.map(({ id, title, claim }, i) => {
  const verdict = claim && html`<span class="verdict ${claim.verdict}">${VERDICTS[claim.verdict]}</span>`
  return html`<li><span class="ordinal">${i + 1}</span><a href="#${id}">${title}</a>${verdict}</li>\n`
})}<li><a href="#words">Words and numbers</a></li>
<li><a href="#references">References</a></li>
<li><a href="#colophon">How this page was made</a></li>
</ol>
</nav>
`
}

function colophonMarkup({ made, command }: GalleryPage): Markup {
  return html`<section class="part" id="colophon" aria-labelledby="colophon-title">
<h2 id="colophon-title">How this page was made</h2>
<dl class="origin">
${made.map(([name, value]) => html`<div><dt>${name}</dt><dd>${proseMarkup(value)}</dd></div>\n`)}</dl>
<div class="whole">
<p>One command makes the whole page, pictures, numbers and verdicts:</p>
${commandMarkup(command, PAGE_COMMAND)}
${copyButton(PAGE_COMMAND, 'this page')}
</div>
</section>
`
}
