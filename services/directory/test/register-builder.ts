import type { Insertable, Kysely } from 'kysely'
import { glnDigit } from '../domain/identifier/gln.ts'
import { verhoeffDigit } from '../domain/identifier/verhoeff.ts'
import type { CertificateFact } from '../domain/statement/facts.ts'
import type { AddressBlock, ContactBlock } from '../domain/unit/address.ts'
import { CHANGE_PARTS } from '../store/changes/change-parts.ts'
import { recordChanges } from '../store/changes/record-changes.ts'
import type {
  AccessPointVersionTable,
  MailboxVersionTable,
  MessageTypesVersionTable,
  OrganisationVersionTable,
  ShakMapVersionTable,
  SourceTable,
  Tables,
} from '../store/tables.ts'

/** A fictional SOR id that passes every check; the same number gives the same id. */
export function unitId(number: number): string {
  const digits = `90000${number}100001600`
  return `${digits}${verhoeffDigit(digits)}`
}

/** A fictional GLN that passes every check; the same number gives the same GLN. */
export function glnNumber(number: number): string {
  const digits = `952${String(number).padStart(9, '0')}`
  return `${digits}${glnDigit(digits)}`
}

/** An address of which only the street matters. */
export const street = (street: string): AddressBlock => ({
  ...{ street, building: null, floor: null, suite: null, postCode: '9991', city: 'Fjordby' },
  ...{ municipality: null, country: null, position: null },
})

interface Stated {
  readonly source?: string
  readonly from?: string
  readonly to?: string
  /** Revisions in which it stands: from the first, to the last or to now. */
  readonly stands?: readonly [number] | readonly [number, number]
}

/** A unit as a test states it; what is left out is what most units have. */
export interface StatedUnit extends Stated {
  readonly name?: string
  readonly parent?: string
  readonly level?: OrganisationVersionTable['level']
  readonly firstFrom?: string
  /** Code of its type. */
  readonly type?: string
  readonly inherits?: boolean
  readonly ydernumre?: readonly string[]
  readonly shak?: string
  readonly postal?: AddressBlock
  readonly visiting?: AddressBlock
  readonly activity?: AddressBlock
  readonly contact?: ContactBlock
}

/** A mailbox as a test states it. */
export interface StatedMailbox extends Stated {
  readonly register?: MailboxVersionTable['register']
  readonly unit?: string
  readonly network?: string
  readonly status?: MailboxVersionTable['status']
  readonly internalOnly?: boolean
  readonly connection?: string
  readonly address?: string
  readonly accessPoint?: string
}

/** Fills the tables with what a test states, without any file. */
export interface RegisterBuilder {
  source(name: string, source?: Partial<SourceTable>): Promise<void>
  /** @param sources the snapshots it was made of: source → day */
  revision(number: number, sources?: Readonly<Record<string, string>>): Promise<void>
  unit(sorId: string, unit?: StatedUnit): Promise<void>
  mailbox(gln: string, mailbox?: StatedMailbox): Promise<void>
  receives(
    gln: string,
    types: readonly string[],
    more?: Stated & { readonly network?: string },
  ): Promise<void>
  accessPoint(
    id: string,
    url: string,
    more?: Stated & { readonly certificate?: CertificateFact },
  ): Promise<void>
  replaced(sorId: string, replacedBy: string, more?: Stated): Promise<void>
  shakMap(shak: string, sorId: string, more?: Stated): Promise<void>
  /** Records what a revision did, from the rows that are there. */
  changes(revision: number): Promise<void>
}

/** SOR is `sor`, the endpoint register `eer`; both are there from the start, with revision 1 of 2026-11-20. */
export async function registerBuilder(db: Kysely<Tables>): Promise<RegisterBuilder> {
  const builder: RegisterBuilder = {
    source: async (name, source = {}) => {
      const row = { name, format: name, rank: 1, visibility: 'public', is_sample: false } as const
      await db
        .insertInto('source')
        .values({ ...row, ...source })
        .execute()
    },
    revision: async (number, sources = {}) => {
      const recorded_at = `2026-11-${String(number + 19).padStart(2, '0')}T02:00:00Z`
      await db.insertInto('revision').values({ number, recorded_at }).execute()
      for (const [source, day] of Object.entries(sources)) {
        await db
          .insertInto('snapshot')
          .values(snapshotRow(number, source, day))
          .execute()
      }
    },
    unit: async (sorId, unit = {}) => {
      await db.insertInto('organisation_version').values(unitRow(sorId, unit)).execute()
    },
    mailbox: async (gln, mailbox = {}) => {
      await db.insertInto('mailbox_version').values(mailboxRow(gln, mailbox)).execute()
    },
    receives: async (gln, types, more = {}) => {
      await db
        .insertInto('message_types_version')
        .values(typesRow(gln, types, more))
        .execute()
    },
    accessPoint: async (id, url, more = {}) => {
      const row = {
        ...bitemporal(id, { source: 'eer', ...more }),
        network: null,
        certificate: JSON.stringify(more.certificate ?? null),
      }
      const values: Insertable<AccessPointVersionTable> = { ...row, access_point_id: id, url }
      await db.insertInto('access_point_version').values(values).execute()
    },
    replaced: async (sorId, replacedBy, more = {}) => {
      const row = bitemporal(`${sorId} ${replacedBy}`, more)
      const values = { ...row, sor_id: sorId, replaced_by: replacedBy }
      await db.insertInto('replacement_version').values(values).execute()
    },
    shakMap: async (shak, sorId, more = {}) => {
      const row = bitemporal(`${shak} ${sorId}`, more)
      const values: Insertable<ShakMapVersionTable> = { ...row, shak, sor_id: sorId }
      await db.insertInto('shak_map_version').values(values).execute()
    },
    changes: (revision) =>
      db.transaction().execute((trx) => recordChanges(trx, revision, CHANGE_PARTS)),
  }
  await builder.source('sor', { format: 'sor-xml' })
  await builder.source('eer', { rank: 4 })
  await builder.revision(1, { sor: '2026-11-20', eer: '2026-11-20' })
  return builder
}

function bitemporal(track: string, { source = 'sor', from = '2020-01-01', to, stands }: Stated) {
  const [first_revision, last_revision = null] = stands ?? [1]
  const validity = { valid_from: from, valid_to: to ?? null }
  return { source, track, ...validity, first_revision, last_revision, hash: '' }
}

function unitRow(sorId: string, unit: StatedUnit): Insertable<OrganisationVersionTable> {
  return {
    ...bitemporal(sorId, unit),
    sor_id: sorId,
    first_from: unit.firstFrom ?? null,
    name: unit.name ?? `Unit ${sorId}`,
    level: unit.level ?? (unit.parent ? 'UNIT' : 'OWNER'),
    type_code: unit.type ?? null,
    type_display: null,
    specialities: '[]',
    cvr: null,
    ydernumre: unit.ydernumre ?? [],
    shak: unit.shak ?? null,
    parent_id: unit.parent ?? null,
    inherits_gln: unit.inherits ?? null,
    region: null,
    ...blocks(unit),
  }
}

const blocks = ({ postal, visiting, activity, contact }: StatedUnit) => ({
  postal: JSON.stringify(postal ?? null),
  visiting: JSON.stringify(visiting ?? null),
  activity: JSON.stringify(activity ?? null),
  contact: JSON.stringify(contact ?? null),
})

function mailboxRow(gln: string, mailbox: StatedMailbox): Insertable<MailboxVersionTable> {
  const register = mailbox.register ?? 'sor'
  return {
    ...bitemporal(gln, { ...mailbox, source: mailbox.source ?? register }),
    register,
    resource_id: null,
    sor_id: mailbox.unit ?? null,
    gln,
    network: mailbox.network ?? null,
    status: mailbox.status ?? 'ACTIVE',
    raw_status: null,
    internal_only: mailbox.internalOnly ?? false,
    connection_code: mailbox.connection ?? null,
    connection_system: null,
    address: mailbox.address ?? null,
    access_point_id: mailbox.accessPoint ?? null,
    mime_types: [],
  }
}

function typesRow(
  gln: string,
  types: readonly string[],
  more: Stated & { readonly network?: string },
): Insertable<MessageTypesVersionTable> {
  const row = bitemporal(gln, { ...more, source: more.source ?? 'eer' })
  return { ...row, gln, network: more.network ?? null, raw_types: types }
}

const snapshotRow = (revision: number, source: string, day: string) => ({
  ...{ revision, source, snapshot_date: day, snapshot_instant: `${day}T01:00:00Z` },
  ...{ fingerprint: '', organisations: 1, endpoints: 1, rejected: 0, speaks_for: [] },
})
