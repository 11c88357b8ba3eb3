import { randomUUID } from 'node:crypto'
import { headerOf, type SoapEnvelope } from '../soap/envelope.ts'
import { UpstreamAnswerInvalid } from '../soap/errors.ts'
import { medcom, NS } from '../soap/namespaces.ts'
import { at, elementsOf, textOf } from '../xml/element.ts'
import { XmlRefused } from '../xml/errors.ts'
import type { XmlElement } from '../xml/parse.ts'
import { type XmlText, xml } from '../xml/template.ts'
import {
  type DgwsHeader,
  FLOW_STATUSES,
  HEADER_PARTS,
  LINKING_PARTS,
  PRIORITIES,
  TIME_OUTS,
} from './header-values.ts'

/** What a header is written of; all but the message's id may be left out. */
export type DgwsHeaderParts = Partial<DgwsHeader> & Pick<DgwsHeader, 'messageId'>

/** A new id of a message or a flow. */
export const newDgwsId = (): string => randomUUID()

/** Writes `medcom:Header` in the order of its schema. */
export function writeDgwsHeader(header: DgwsHeaderParts): XmlText {
  const { securityLevel, timeOut, flowStatus, priority, requireReceipt } = header
  const linking = [
    part('FlowID', header.flowId),
    part('MessageID', header.messageId),
    part('InResponseToMessageID', header.inResponseTo),
  ]
  const receipt = requireReceipt === undefined || requireReceipt === null ? null : requireReceipt
  return xml`<medcom:Header xmlns:medcom="${NS.medcom}">${[
    part('SecurityLevel', securityLevel?.toString()),
    part('TimeOut', timeOut),
    xml`<medcom:Linking>${linking}</medcom:Linking>`,
    part('FlowStatus', flowStatus),
    part('Priority', priority),
    part('RequireNonRepudiationReceipt', receipt === null ? null : receipt ? 'yes' : 'no'),
  ]}</medcom:Header>`
}

/**
 * Reads `medcom:Header` as strictly as its schema is.
 *
 * @returns null where there is none
 * @throws {XmlRefused} for parts that are missing, unknown, out of order, or say what they may not
 */
export function readDgwsHeader(envelope: SoapEnvelope): DgwsHeader | null {
  const header = headerOf(envelope, medcom('Header'))
  if (!header) return null
  checkParts(header, HEADER_PARTS)
  const linking = at(header, medcom('Linking'))
  if (!linking) throw new XmlRefused('Linking is missing')
  checkParts(linking, LINKING_PARTS)
  const messageId = textOf(at(linking, medcom('MessageID')))
  if (messageId === null) throw new XmlRefused('MessageID is missing')
  const text = (name: string) => textOf(at(header, medcom(name)))
  const receipt = text('RequireNonRepudiationReceipt')
  return {
    securityLevel: levelOf(text('SecurityLevel')),
    timeOut: oneOf(TIME_OUTS, text('TimeOut')),
    flowId: textOf(at(linking, medcom('FlowID'))),
    messageId,
    inResponseTo: textOf(at(linking, medcom('InResponseToMessageID'))),
    flowStatus: oneOf(FLOW_STATUSES, text('FlowStatus')),
    priority: oneOf(PRIORITIES, text('Priority')),
    requireReceipt: receipt === null ? null : receipt === 'yes',
  }
}

/**
 * Holds a reply to the message that it answers; one without a `medcom:Header` is let pass, as faults of routers have none.
 *
 * @throws {UpstreamAnswerInvalid} for the reply to another message
 */
export function checkReply(envelope: SoapEnvelope, messageId: string): void {
  const header = headerOf(envelope, medcom('Header'))
  const answered = header && at(header, medcom('Linking'), medcom('InResponseToMessageID'))
  if (header && textOf(answered) !== messageId)
    throw new UpstreamAnswerInvalid('it is no answer to the message that was sent')
}

const part = (name: string, value: string | null | undefined): XmlText | null =>
  value === null || value === undefined ? null : xml`<medcom:${name}>${value}</medcom:${name}>`

function checkParts(
  element: XmlElement,
  allowed: Readonly<Record<string, readonly string[] | null>>,
): void {
  const order = Object.keys(allowed)
  let last = -1
  for (const found of elementsOf(element)) {
    const name = found.localName ?? ''
    const place = found.namespaceURI === NS.medcom ? order.indexOf(name) : -1
    if (place <= last) throw new XmlRefused('a part of the header is unknown or out of order')
    const values = allowed[name] ?? null
    if (values && !values.includes(textOf(found) ?? ''))
      throw new XmlRefused(`${name} says what it may not`)
    last = place
  }
  // Attributes of other namespaces may stand there, own ones not.
  if (Array.from(element.attributes).some(({ namespaceURI }) => !namespaceURI))
    throw new XmlRefused('the header has an unknown attribute')
}

const oneOf = <T extends string>(values: readonly T[], text: string | null): T | null =>
  values.find((value) => value === text) ?? null

const levelOf = (text: string | null): DgwsHeader['securityLevel'] =>
  ([1, 2, 3, 4, 5] as const).find((level) => String(level) === text) ?? null
