import { cvr, shakCode, ydernummer } from '../../domain/identifier/other-identifiers.ts'
import { wrongSorId } from '../../domain/identifier/sor-id.ts'
import type { FeedItem, OrganisationFact, RejectionRule } from '../../domain/statement/facts.ts'
import { rejection } from '../../domain/statement/rejection.ts'
import type { AddressBlock, ContactBlock } from '../../domain/unit/address.ts'
import { detached } from './detached.ts'
import type { AddressDraft, ContactDraft, UnitDraft } from './draft.ts'
import { mailboxItems } from './mailbox-facts.ts'
import { validityOf } from './validity.ts'

interface Breach {
  readonly rule: RejectionRule
  readonly value: string | null
  readonly state: string
}

/**
 * What one unit of the file says: the unit or its rejection, its mailboxes, its replacements.
 *
 * @param parentId as written on the unit around it, empty where that one has none; null on an owner
 */
export function unitItems(unit: UnitDraft, parentId: string | null): FeedItem[] {
  const sorId = unit.sorId === null ? '' : detached(unit.sorId)
  const wrongId = wrongSorId(sorId)
  const organisation = organisationItem(unit, { sorId, parentId })
  const items: FeedItem[] = [organisation]
  for (const mailbox of unit.mailboxes) items.push(...mailboxItems(unit, mailbox, sorId))
  if (wrongId === null) items.push(...replacementItems(unit, sorId))
  return items
}

function organisationItem(
  unit: UnitDraft,
  { sorId, parentId }: { sorId: string; parentId: string | null },
): FeedItem {
  const breach = identityBreach(unit, { sorId, parentId }) ?? numberBreach(unit)
  const validity = validityOf(unit.status)
  if (breach) return rejected(unit, sorId, breach)
  if (validity.broken !== null) {
    const { broken: rule, value } = validity
    return rejected(unit, sorId, { rule, value, state: 'its dates are wrong' })
  }
  const { validFrom, validTo, firstFrom } = validity
  return {
    kind: 'organisation',
    line: unit.line,
    sorId,
    validFrom,
    validTo,
    firstFrom,
    ...contentOf(unit),
    parentId,
  }
}

type Content = Omit<
  OrganisationFact,
  'kind' | 'line' | 'sorId' | 'validFrom' | 'validTo' | 'firstFrom' | 'parentId'
>

function contentOf(unit: UnitDraft): Content {
  return {
    name: unit.name ?? '',
    level: unit.level,
    type: unit.type === null ? null : { code: unit.type, display: null },
    specialities: unit.specialities.map((code) => ({ code, display: null })),
    cvr: unit.cvr,
    ydernumre: unit.ydernumre,
    shak: unit.shak,
    inheritsGln: unit.level === 'OWNER' ? null : unit.inheritsGln,
    region: regionOf(unit),
    postal: addressBlock(unit.postal),
    visiting: addressBlock(unit.visiting),
    activity: addressBlock(unit.activity),
    contact: contactBlock(unit.contact),
  }
}

function identityBreach(
  unit: UnitDraft,
  { sorId, parentId }: { sorId: string; parentId: string | null },
): Breach | null {
  const wrong = wrongSorId(sorId)
  if (wrong) return { rule: 'SOR_ID_INVALID', value: sorId, state: wrong }
  if (unit.name === null) return { rule: 'NAME_MISSING', value: '', state: 'it has no name' }
  if (parentId === '') {
    return { rule: 'PARENT_REJECTED', value: '', state: 'the unit around it has no SOR id' }
  }
  return null
}

function numberBreach(unit: UnitDraft): Breach | null {
  for (const text of unit.ydernumre) {
    const state = stateOf(() => ydernummer(text))
    if (state) return { rule: 'YDERNUMMER_INVALID', value: text, state }
  }
  const shak = unit.shak
  const shakState = shak === null ? null : stateOf(() => shakCode(shak))
  if (shakState) return { rule: 'SHAK_INVALID', value: shak, state: shakState }
  const company = unit.cvr
  const cvrState = company === null ? null : stateOf(() => cvr(company))
  return cvrState ? { rule: 'CVR_INVALID', value: company, state: cvrState } : null
}

function stateOf(read: () => unknown): string | null {
  try {
    read()
    return null
  } catch (error) {
    if (error instanceof RangeError) return error.message
    throw error
  }
}

const rejected = (unit: UnitDraft, sorId: string, { rule, value, state }: Breach): FeedItem =>
  rejection({
    line: unit.line,
    rule,
    value,
    subject: sorId === '' ? null : { kind: 'organisation', key: sorId },
    message: `Cannot import unit "${sorId}": ${state}`,
  })

function replacementItems(unit: UnitDraft, sorId: string): FeedItem[] {
  const pairs = [
    ...unit.replacedBy.map((other) => ({ sorId, replacedBy: detached(other), other })),
    ...unit.replaces.map((other) => ({ sorId: detached(other), replacedBy: sorId, other })),
  ]
  return pairs.map(({ other, ...pair }) => {
    const wrong = wrongSorId(other)
    if (!wrong) return { kind: 'replacement', line: unit.line, ...pair }
    return rejection({
      line: unit.line,
      rule: 'SOR_ID_INVALID',
      value: other,
      subject: { kind: 'replacement', key: sorId },
      message: `Cannot import replacement of unit "${sorId}": ${wrong}`,
    })
  })
}

const REGIONS: ReadonlySet<string> = new Set(['1081', '1082', '1083', '1084', '1085'])

// SOR XML states the region with the mailbox only.
const regionOf = (unit: UnitDraft): string | null =>
  unit.mailboxes.find(({ region }) => region !== null && REGIONS.has(region))?.region ?? null

function addressBlock(draft: AddressDraft | null): AddressBlock | null {
  return draft && Object.values(draft).some((part) => part !== null) ? draft : null
}

function contactBlock(draft: ContactDraft | null): ContactBlock | null {
  return draft && Object.values(draft).some((part) => part !== null) ? draft : null
}
