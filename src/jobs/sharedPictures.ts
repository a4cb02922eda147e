import type { Picture } from '../images/picture.js'
import type { RunPictures, ScaledPicture } from '../stylize/runPictures.js'

/** Pictures that came as copies, each held once. */
export class SharedPictures {
  readonly #known = new Map<string, Picture>()

  /** A run's inputs, with the copies that are held already in place of equal ones. */
  of({ content, styles, init }: RunPictures): RunPictures {
    return {
      ...(content && { content: this.#shared(content) }),
      styles: styles.map(style => this.#shared(style)),
      ...(init && { init: this.#shared(init) }),
    }
  }

  #shared<Read extends ScaledPicture>(read: Read): Read {
    const key = `${read.sha256} ${read.picture.width}×${read.picture.height}`
    const picture = this.#known.get(key) ?? read.picture
    this.#known.set(key, picture)
    return { ...read, picture }
  }
}
