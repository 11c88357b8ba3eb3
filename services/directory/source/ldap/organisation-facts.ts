import { cvr, shakCode, ydernummer } from '../../domain/identifier/other-identifiers.ts'
import { wrongSorId } from '../../domain/identifier/sor-id.ts'
import type {
  FeedItem,
  OrganisationFact,
  OrganisationLevel,
  RejectionRule,
} from '../../domain/statement/facts.ts'
import { rejection } from '../../domain/statement/rejection.ts'
import type { AddressBlock } from '../../domain/unit/address.ts'
import type { MappedEntry } from './mapped-entry.ts'
import { type Period, periodOf } from './period.ts'

const LEVELS: readonly string[] = ['OWNER', 'INSTITUTION', 'UNIT'] satisfies OrganisationLevel[]

/** What an entry says of a unit. One without a level is an owner where nothing is above it, else a unit. */
export function organisationItems(entry: MappedEntry): FeedItem[] {
  const sorId = entry.text('sorId') ?? ''
  const reject = (rule: RejectionRule, value: string | null, state: string): FeedItem[] => {
    const subject = sorId === '' ? null : ({ kind: 'organisation', key: sorId } as const)
    const message = `Cannot import unit "${sorId}": ${state}`
    return [rejection({ line: entry.line, rule, value, subject, message })]
  }
  const wrong = wrongSorId(sorId)
  if (wrong) return reject('SOR_ID_INVALID', sorId, wrong)
  const name = entry.text('name')
  if (name === null) return reject('NAME_MISSING', '', 'it has no name')
  const parentId = entry.text('parentId')
  const level = entry.text('level') ?? (parentId === null ? 'OWNER' : 'UNIT')
  if (!LEVELS.includes(level)) return reject('LEVEL_INVALID', level, 'its level is none of SOR')
  const number = wrongNumber(entry)
  if (number) return reject(number.rule, number.value, 'one of its numbers is wrong')
  const period = periodOf(entry)
  if ('rule' in period) return reject(period.rule, period.value, 'its period is wrong')
  return [fact(entry, { sorId, name, parentId, level: level as OrganisationLevel, ...period })]
}

type Known = Pick<OrganisationFact, 'sorId' | 'name' | 'parentId' | 'level'> & Period

function fact(entry: MappedEntry, known: Known): OrganisationFact {
  const code = entry.text('type')
  const inherits = entry.text('inheritsGln')
  return {
    kind: 'organisation',
    line: entry.line,
    ...known,
    firstFrom: null,
    type: code === null ? null : { code, display: entry.text('typeDisplay') },
    specialities: entry.texts('specialities').map((one) => ({ code: one, display: null })),
    cvr: entry.text('cvr'),
    ydernumre: [...entry.texts('ydernumre')].sort(),
    shak: entry.text('shak'),
    inheritsGln: inherits === null ? null : inherits.toUpperCase() === 'TRUE',
    region: entry.text('region'),
    postal: address(entry, 'postal'),
    visiting: address(entry, 'visiting'),
    activity: null,
    contact: contact(entry),
  }
}

function address(entry: MappedEntry, use: 'postal' | 'visiting'): AddressBlock | null {
  const part = (name: string) => entry.text(`${use}.${name}`)
  const block = {
    street: part('street'),
    postCode: part('postCode'),
    city: part('city'),
    municipality: part('municipality'),
    country: part('country'),
  }
  const isEmpty = Object.values(block).every((value) => value === null)
  return isEmpty ? null : { ...block, building: null, floor: null, suite: null, position: null }
}

function contact(entry: MappedEntry): OrganisationFact['contact'] {
  const [phone, email, website] = ['phone', 'email', 'website'].map((name) => entry.text(name))
  if (!phone && !email && !website) return null
  return { phone: phone ?? null, email: email ?? null, website: website ?? null }
}

const NUMBERS = [
  ['cvr', 'CVR_INVALID', cvr],
  ['ydernumre', 'YDERNUMMER_INVALID', ydernummer],
  ['shak', 'SHAK_INVALID', shakCode],
] as const

function wrongNumber(
  entry: MappedEntry,
): { readonly rule: RejectionRule; readonly value: string } | null {
  for (const [field, rule, read] of NUMBERS) {
    for (const value of entry.texts(field)) {
      try {
        read(value)
      } catch (error) {
        if (error instanceof RangeError) return { rule, value }
        throw error
      }
    }
  }
  return null
}
