import type { XmlText } from '../xml/template.ts'

/** What the STS gave and a message shows, as it stands in the message. */
export type Shown = ShownCard | ShownToken

/** An id card, for messages of Den Gode Webservice. */
export interface ShownCard {
  readonly kind: 'card'
  readonly text: XmlText
  readonly level: 3 | 4
}

/** An identity token, for messages of the IDWS profile. */
export interface ShownToken {
  readonly kind: 'token'
  readonly text: XmlText
  /** `ID` of the assertion. */
  readonly id: string
}
