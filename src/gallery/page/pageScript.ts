import { COPY_SCRIPT } from './scripts/copyScript.js'
import { CURVES_SCRIPT } from './scripts/curvesScript.js'
import { PLAYER_SCRIPT } from './scripts/playerScript.js'
import { VIEWER_SCRIPT } from './scripts/viewerScript.js'

/**
 * What the page can do beyond being read. The page holds it as it stands here, and its Content-Security-Policy names its hash, so that
 * no other script can run there.
 */
export const PAGE_SCRIPT = `'use strict'

${[COPY_SCRIPT, VIEWER_SCRIPT, PLAYER_SCRIPT, CURVES_SCRIPT].join('\n')}`

/** The hash of PAGE_SCRIPT, in base64. A constant because hashing is not pure everywhere; a test holds it against the script. */
export const PAGE_SCRIPT_SHA256 = 'lSZjzcuZX3bIcDjWqHa8qmEUzQ22JU1Gwp00AApyojE='
