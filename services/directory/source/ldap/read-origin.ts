import type { Transaction } from 'kysely'
import type { LdapEntry } from '../../../kit/ldap/entry.ts'
import { allOf, atLeast, equals, type LdapFilter } from '../../../kit/ldap/filter.ts'
import type { LdapLink } from '../../../kit/ldap/link.ts'
import { type PagedSearch, searchPages } from '../../../kit/ldap/search.ts'
import {
  beginListing,
  forgetOriginEntries,
  keepListed,
  type LdapOrigin,
  list,
  saveOriginEntries,
} from '../../store/ldap/origins.ts'
import type { Tables } from '../../store/tables.ts'
import { latestOf, overlapped } from './change-time.ts'
import { attributesOf } from './mapped-entry.ts'
import type { EntryRule, LdapMapping } from './mapping/mapping.ts'

/** An outside directory, and what is read of it. */
export interface OriginRead {
  readonly source: string
  readonly base: string
  readonly mapping: LdapMapping
  readonly pageSize: number
  readonly signal?: AbortSignal | undefined
}

/** How an outside directory was read. */
export interface OriginWay {
  readonly way: 'whole' | 'changes'
  /** Entries that came over the wire with all that is read of them. */
  readonly read: number
  readonly changedAt: string | null
}

const CHANGED_AT = 'modifyTimestamp'

/** Reads every entry that a rule reads. */
export async function readWhole(
  trx: Transaction<Tables>,
  link: LdapLink,
  origin: OriginRead,
): Promise<OriginWay> {
  await forgetOriginEntries(trx, origin.source)
  const latest = latestOf()
  const read = await readInto(trx, link, { origin, latest, since: null })
  return { way: 'whole', read, changedAt: latest.value() }
}

/**
 * Reads the entries that have changed, and the names of all, so that those that have vanished are known.
 *
 * @returns null where that does not tell what the directory holds, so that it must be read whole
 */
export async function readChanges(
  trx: Transaction<Tables>,
  link: LdapLink,
  { origin, known }: { readonly origin: OriginRead; readonly known: LdapOrigin },
): Promise<OriginWay | null> {
  if (known.changed_at === null) return null
  await beginListing(trx)
  // The names first: what comes between is among the changes.
  for (const [rule, of] of origin.mapping.rules.entries()) {
    for await (const page of pages(link, origin, { rule: of, attributes: ['1.1'], also: [] })) {
      await list(
        trx,
        rule,
        page.map(({ dn }) => dn),
      )
    }
  }
  const latest = latestOf(known.changed_at)
  const since = atLeast(CHANGED_AT, overlapped(known.changed_at))
  const read = await readInto(trx, link, { origin, latest, since })
  const isAll = await keepListed(trx, origin.source)
  return isAll ? { way: 'changes', read, changedAt: latest.value() } : null
}

async function readInto(
  trx: Transaction<Tables>,
  link: LdapLink,
  work: {
    readonly origin: OriginRead
    readonly latest: ReturnType<typeof latestOf>
    readonly since: LdapFilter | null
  },
): Promise<number> {
  const { origin, latest, since } = work
  let read = 0
  for (const [number, rule] of origin.mapping.rules.entries()) {
    const wanted = {
      rule,
      attributes: [...attributesOf(rule), CHANGED_AT],
      also: since ? [since] : [],
    }
    for await (const page of pages(link, origin, wanted)) {
      for (const entry of page) latest.see(entry)
      read += page.length
      await saveOriginEntries(
        trx,
        origin.source,
        page.map((entry) => ({ rule: number, dn: entry.dn, entry: kept(entry) })),
      )
    }
  }
  return read
}

function pages(
  link: LdapLink,
  { base, pageSize, signal }: OriginRead,
  wanted: {
    readonly rule: EntryRule
    readonly attributes: readonly string[]
    readonly also: readonly LdapFilter[]
  },
): AsyncGenerator<readonly LdapEntry[]> {
  const { below, where } = wanted.rule
  const search: PagedSearch = {
    base: below === null ? base : `${below},${base}`,
    scope: 'sub',
    filter: allOf([...where.map(([name, value]) => equals(name, value)), ...wanted.also]),
    attributes: wanted.attributes,
    pageSize,
  }
  return searchPages(link, search, signal)
}

/** In a fixed order, so that the same entries are the same text. */
const kept = ({ attributes }: LdapEntry): string =>
  JSON.stringify(
    Object.fromEntries(
      [...attributes]
        .filter(([name]) => name !== CHANGED_AT.toLowerCase())
        .map(([name, values]): [string, readonly string[]] => [
          name,
          values
            .map((value) => (typeof value === 'string' ? value : value.toString('base64')))
            .sort(),
        ])
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
  )
