import { absoluteUrl } from './absoluteUrl.js'

/** What a page may decide for all its runs. */
export interface BrowserSettings {
  /**
   * Where VGG-19's shards lie, below which their paths are those of the public source: an own server or a folder beside the
   * page. Default: the public source.
   */
  readonly weightsUrl?: string | URL | undefined
}

let settings: BrowserSettings = {}

/** Decides for runs that are started later. What is left out has its default again. */
export function configure(changed: BrowserSettings): void {
  settings = changed
}

/** Absolute, or nothing where the public source is meant. */
export function weightsUrl(): string | undefined {
  return settings.weightsUrl === undefined ? undefined : absoluteUrl(settings.weightsUrl).href
}
