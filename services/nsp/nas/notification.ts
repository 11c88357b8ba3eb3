import { NS } from '../soap/namespaces.ts'
import { attribute, children, elementsOf, needed, textOf } from '../xml/element.ts'
import { XmlRefused } from '../xml/errors.ts'
import type { XmlElement } from '../xml/parse.ts'
import { type XmlText, xml } from '../xml/template.ts'
import { advis, NAS_NS, SIMPLE_DIALECT, wsnt } from './names.ts'

/** That something changed for an id; never what. */
export interface Notified {
  readonly topic: string
  readonly id: string
  /** URI; {@link CPR_ID_TYPE} for a person number, for which some senders write `cpr`. */
  readonly idType: string
  /** The day that the sender's own content names, YYYY-MM-DD; null where it names none. */
  readonly date: string | null
}

/**
 * Reads the notifications below an element; system notifications, which concern nobody, are left out.
 *
 * @param parent `wsnt:Notify` or `wsnt:GetMessagesResponse`
 * @throws {XmlRefused} where one of them has no topic, no wrapper or no id
 * @see WS-BaseNotification 1.3, section 3; NAS2, ID_MCP v14
 */
export const readNotifications = (parent: XmlElement): readonly Notified[] =>
  children(parent, wsnt('NotificationMessage')).flatMap((message) => {
    const topic = textOf(needed(message, wsnt('Topic')))
    const content = needed(message, wsnt('Message'), advis('NotifyContent'))
    if (attribute(content, 'isSystemNotification') === 'true') return []
    const id = attribute(content, 'id')
    const idType = attribute(content, 'idType')
    if (topic === null || id === null || idType === null) {
      throw new XmlRefused('a notification has no topic, no id or no type of id')
    }
    return [{ topic, id, idType, date: dateIn(content) }]
  })

// Senders have schemas of their own; those of wills and opt-outs give the day as `date`, in an attribute or as text.
function dateIn(content: XmlElement): string | null {
  for (const payload of elementsOf(content)) {
    const date = elementsOf(payload).find(({ localName }) => localName === 'date') ?? null
    const [day] = /^\d{4}-\d{2}-\d{2}/.exec(attribute(date, 'value') ?? textOf(date) ?? '') ?? []
    if (day !== undefined) return day
  }
  return null
}

/** Writes a notification as its sender does, with a day as its content. */
export const writeNotification = ({ topic, id, idType, date }: Notified): XmlText =>
  xml`<wsnt:NotificationMessage xmlns:wsnt="${NAS_NS.wsnt}"><wsnt:Topic Dialect="${SIMPLE_DIALECT}">${topic}</wsnt:Topic><wsnt:Message><a:NotifyContent xmlns:a="${NAS_NS.advis}" id="${id}" idType="${idType}" isSystemNotification="false"><n:ConsentUpdatedNotification xmlns:n="${CONSENT_UPDATED}">${date && xml`<n:date value="${date}"/>`}</n:ConsentUpdatedNotification></a:NotifyContent></wsnt:Message></wsnt:NotificationMessage>`

/** Namespace of the notice that a resuscitation opt-out changed; it has a day and nothing else. */
const CONSENT_UPDATED = 'http://sundhedsdatastyrelsen.dk/Fravalg-Af-Genoplivning/2023/06/01/'

/** Writes what a pull point answers. */
export const writeMessages = (messages: readonly Notified[]): XmlText =>
  xml`<wsnt:GetMessagesResponse xmlns:wsnt="${NAS_NS.wsnt}" xmlns:wsa="${NS.wsa}">${messages.map(writeNotification)}</wsnt:GetMessagesResponse>`
