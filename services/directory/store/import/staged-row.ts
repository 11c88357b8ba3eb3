import { hash } from 'node:crypto'
import type { CertificateFact, CodeFact, Fact, MailboxFact } from '../../domain/statement/facts.ts'
import type { AddressBlock, ContactBlock } from '../../domain/unit/address.ts'
import { arrayField, booleanField, jsonField, NULL_FIELD, textField } from './copy-text.ts'

/** A fact on its way to staging: what it is about, its period as the source gives it, and its payload as COPY fields. */
export interface StagedRow {
  readonly track: string
  readonly validFrom: string | null
  readonly validTo: string | null
  /** False: the source gives no days that bind, so that the period follows from when it was seen. */
  readonly isDated: boolean
  readonly payload: readonly string[]
}

/** Every fact but message types, which are gathered by mailbox first. */
export type StagedFact = Exclude<Fact, { readonly kind: 'message-type' }>

/**
 * Turns a fact into a row.
 *
 * @param onePerUnit whether the format gives a unit one GLN at most; then a mailbox is followed by its unit, so that a
 *   new GLN is a change of the mailbox and not another one
 */
export function stagedRow(fact: StagedFact, onePerUnit: boolean): StagedRow {
  switch (fact.kind) {
    case 'organisation':
      return { track: fact.sorId, ...period(fact), payload: organisation(fact) }
    case 'mailbox':
      return mailboxRow(fact, onePerUnit)
    case 'access-point':
      return { track: fact.id, ...UNDATED, payload: accessPoint(fact) }
    case 'replacement':
      return {
        track: `${fact.sorId}|${fact.replacedBy}`,
        ...UNDATED,
        payload: [fact.sorId, fact.replacedBy].map(textField),
      }
    case 'shak':
      return { track: fact.code, ...period(fact), payload: [fact.code, fact.name].map(textField) }
    case 'shak-map':
      return {
        track: `${fact.shak}|${fact.sorId}`,
        ...period(fact),
        payload: [fact.shak, fact.sorId].map(textField),
      }
    case 'yder':
      return { track: fact.ydernummer, ...period(fact), payload: yder(fact) }
    case 'group':
      return {
        track: fact.groupId,
        ...period(fact),
        payload: [fact.groupId, fact.groupKind, fact.name].map(textField),
      }
    case 'practitioner':
      return {
        track: fact.personId,
        ...period(fact),
        payload: [
          ...[fact.personId, fact.ydernummer],
          ...[fact.role?.code ?? null, fact.role?.display ?? null],
        ].map(textField),
      }
    case 'group-member': {
      const member = fact.sorId ?? fact.municipality ?? fact.name ?? ''
      const { groupId, role, sorId, municipality, name } = fact
      return {
        track: `${groupId}|${role}|${member}`,
        ...period(fact),
        payload: [groupId, role, sorId, municipality, name].map(textField),
      }
    }
  }
}

/** Digest of a payload; a null column adds nothing to it, so that a new column changes only the rows that fill it. */
export function payloadHash(payload: readonly string[]): string {
  let stated = ''
  for (const [index, field] of payload.entries()) {
    if (field !== NULL_FIELD) stated += `${index}:${field}\t`
  }
  return hash('sha1', stated, 'base64').slice(0, 16)
}

const UNDATED = { validFrom: null, validTo: null, isDated: false } as const

const period = (fact: { readonly validFrom: string | null; readonly validTo: string | null }) => ({
  validFrom: fact.validFrom,
  validTo: fact.validTo,
  isDated: fact.validFrom !== null,
})

function mailboxRow(fact: MailboxFact, onePerUnit: boolean): StagedRow {
  const payload = mailbox(fact)
  const place = `${fact.gln}|${fact.network ?? ''}`
  if (fact.register === 'eer') {
    return { track: place, ...period(fact), isDated: false, payload }
  }
  const owner = fact.sorId ?? ''
  return { track: onePerUnit ? owner : `${owner}|${place}`, ...period(fact), payload }
}

const organisation = (fact: Extract<Fact, { kind: 'organisation' }>): string[] => [
  textField(fact.sorId),
  textField(fact.firstFrom),
  textField(fact.name),
  textField(fact.level),
  textField(fact.type?.code ?? null),
  textField(fact.type?.display ?? null),
  jsonField(fact.specialities.map(code)),
  textField(fact.cvr),
  arrayField(fact.ydernumre),
  textField(fact.shak),
  textField(fact.parentId),
  booleanField(fact.inheritsGln),
  textField(fact.region),
  jsonField(address(fact.postal)),
  jsonField(address(fact.visiting)),
  jsonField(address(fact.activity)),
  jsonField(contact(fact.contact)),
]

const mailbox = (fact: MailboxFact): string[] => [
  textField(fact.register),
  textField(fact.resourceId),
  textField(fact.sorId),
  textField(fact.gln),
  textField(fact.network),
  textField(fact.status),
  textField(fact.rawStatus),
  booleanField(fact.internalOnly),
  textField(fact.connectionType?.code ?? null),
  textField(fact.connectionType?.system ?? null),
  textField(fact.address),
  textField(fact.accessPointId),
  arrayField(fact.mimeTypes),
]

const accessPoint = (fact: Extract<Fact, { kind: 'access-point' }>): string[] => [
  textField(fact.id),
  textField(fact.url),
  textField(fact.network),
  jsonField(certificate(fact.certificate)),
]

const yder = (fact: Extract<Fact, { kind: 'yder' }>): string[] => [
  textField(fact.ydernummer),
  textField(fact.name),
  textField(fact.region),
  textField(fact.speciality?.code ?? null),
  textField(fact.speciality?.display ?? null),
]

// Keys are written in one order, whatever order a feed made them in: the text is what the digest is taken of.
const code = ({ code, display }: CodeFact) => ({ code, display })

const contact = (block: ContactBlock | null) =>
  block && { phone: block.phone, email: block.email, website: block.website }

const certificate = (it: CertificateFact | null) =>
  it && { sha256: it.sha256, subject: it.subject, notBefore: it.notBefore, notAfter: it.notAfter }

const address = (block: AddressBlock | null) =>
  block && {
    street: block.street,
    building: block.building,
    floor: block.floor,
    suite: block.suite,
    postCode: block.postCode,
    city: block.city,
    municipality: block.municipality,
    country: block.country,
    position: block.position && {
      latitude: block.position.latitude,
      longitude: block.position.longitude,
    },
  }
