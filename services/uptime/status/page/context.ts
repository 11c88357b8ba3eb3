import type { BothLanguages } from '../../domain/catalogue.ts'
import type { StatusView } from '../../domain/status/view.ts'
import type { Format } from '../text/format.ts'
import type { Texts } from '../text/texts.ts'

/** Under this path all of it is served. */
export const STATUS_PATH = '/status'

/** What every page is written with. */
export interface PageContext {
  readonly texts: Texts
  readonly format: Format
  /** The page's own path. */
  readonly path: string
  /** Asked for by the address; links then go on asking for it. */
  readonly asksLanguage: boolean
  /** Addresses of the stylesheets. */
  readonly stylesheets: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What a page that tells of the state is written with. */
export interface StatusContext extends PageContext {
  readonly view: StatusView
  /** The snapshot is so old that it must be said. */
  readonly isStale: boolean
}

/** An address below the status page, in the language of this page where that was asked for. */
export const linkTo = (
  { texts, asksLanguage }: PageContext,
  ...parts: readonly string[]
): string => {
  const path = [STATUS_PATH, ...parts.map(encodeURIComponent)].join('/')
  return asksLanguage ? `${path}?lang=${texts.language}` : path
}

/** A text of the catalogue or of a time line in the language of the page. */
export const inLanguage = ({ texts }: PageContext, text: BothLanguages): string =>
  text[texts.language]
