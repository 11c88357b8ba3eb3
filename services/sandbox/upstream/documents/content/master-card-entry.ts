import { type XmlText, xml } from '../../../../nsp/xml/template.ts'
import type { Citizen } from '../../../domain/world/persons.ts'
import { coding, MEDCOM, SYSTEM, template } from './cda.ts'
import { stableUuid } from './stable-id.ts'

/** Version of most templates of a master card. */
export const CARD_VERSION = '2019-08-14'

/** Whose card it is, which, and when. */
export interface CardOf {
  readonly citizen: Citizen
  readonly id: string
  readonly now: Date
}

/** One observation of a master card. */
export interface CardEntry {
  readonly code: string
  readonly display: string
  /** Last part of its template's number. */
  readonly template: number
  readonly templateVersion?: string
  readonly period?: XmlText
  readonly values: XmlText | readonly XmlText[]
  readonly author: XmlText
}

/** Writes one observation of a master card. */
export const cardEntry = ({ id }: CardOf, entry: CardEntry): XmlText =>
  xml`<entry typeCode="COMP"><observation classCode="OBS" moodCode="EVN">${template({
    root: `1.2.208.184.16.1.10.20.1.${entry.template}`,
    extension: entry.templateVersion ?? CARD_VERSION,
  })}<id root="${MEDCOM}" extension="${stableUuid(id, entry.code, String(entry.values))}"/><code ${coding(
    SYSTEM.medcom,
    entry,
  )}/>${entry.period}${entry.values}${entry.author}</observation></entry>`
