import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { TestDatabase } from '../../../test/harness/database.ts'
import { redactedFields } from '../domain/redaction/redactable.ts'
import type { OrganisationFact } from '../domain/statement/facts.ts'
import { RedactionUnusable } from '../errors/redacting.ts'
import { liftRedaction, redact } from '../store/redaction/redact.ts'
import { sweepRedacted } from '../store/redaction/sweep.ts'
import type { Tables } from '../store/tables.ts'
import { endpoint, file, importing, openRegister, rejection, unit } from './import-harness.ts'
import { glnNumber, street, unitId } from './register-builder.ts'

const [PRACTICE, CLINIC] = [unitId(1), unitId(2)]
const GLN = glnNumber(1)
const TOLD = [
  ...['Jensine Doktorsen', 'Jensine i Byen', 'Hemmelig Alle', 'jensine@', '99887766'],
  // As a search folds them.
  ...['doktorsen', 'hemmelig'],
]

const practice = (name: string): OrganisationFact =>
  unit(PRACTICE, undefined, {
    name,
    ydernumre: ['000702'],
    postal: street('Hemmelig Alle 7'),
    contact: { phone: '99887766', email: 'jensine@praksis.example', website: null },
  })
const day = (on: string, name: string, more: Partial<Parameters<typeof file>[0]> = {}) =>
  file({ on, items: [practice(name), unit(CLINIC), rejectedRow(name)], ...more })
const rejectedRow = (name: string) => ({
  ...rejection('organisation', PRACTICE),
  value: name,
  message: `Cannot take organisation "${PRACTICE}": ${name} has no date`,
})
const yder = (on: string, name: string) =>
  file({
    ...{ format: 'yder', on, speaksFor: ['yder'] },
    items: [
      {
        ...{ kind: 'yder', line: 0, ydernummer: '000702', name, region: null, speciality: null },
        ...{ validFrom: null, validTo: null },
      } as never,
    ],
  })

describe('redact()', () => {
  let register: TestDatabase<Tables>
  before(async () => {
    register = await openRegister()
  })
  after(() => register[Symbol.asyncDispose]())

  const act = (subject: string, fields: string) =>
    register.db.transaction().execute((trx) =>
      redact(trx, {
        ...redactedFields(subject, fields),
        ...{ reason: 'Has retired and asks for it', author: 'Registry' },
      }),
    )

  /** Every text of every table, and of the planner's statistics. */
  const found = async (texts: readonly string[]): Promise<readonly string[]> => {
    const tables = await sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(register.db)
    const places: string[] = []
    for (const name of [
      ...tables.rows.map(({ name }) => `public.${name}`),
      'pg_catalog.pg_stats',
    ]) {
      const { rows } = await sql<{ row: string }>`
        select r::text as row from ${sql.table(name)} as r`.execute(register.db)
      for (const text of texts) {
        if (rows.some(({ row }) => row.includes(text))) places.push(`${name}: ${text}`)
      }
    }
    return places
  }

  /** All of history but what is redacted: which row stood when, and what else it said. */
  const history = async (): Promise<readonly unknown[]> => {
    const { rows } = await sql`
      select id, source, track, valid_from, valid_to, first_revision, last_revision, sor_id, ydernumre,
        case when sor_id <> ${PRACTICE} then to_jsonb(o) end as rest
      from organisation_version as o order by id`.execute(register.db)
    return rows
  }
  const latest = async (): Promise<number> =>
    (
      await register.db
        .selectFrom('revision')
        .select((eb) => eb.fn.max('number').as('number'))
        .executeTakeFirstOrThrow()
    ).number

  it('leaves the values nowhere, and all else of history as it was', async () => {
    await importing(register, [
      day('2026-11-01', 'Jensine i Byen'),
      yder('2026-11-01', 'Jensine i Byen'),
    ])
    await importing(register, [day('2026-11-02', 'Jensine Doktorsen')])
    const eer = [endpoint(GLN, { address: 'https://jensine@edi.example' })]
    await importing(register, [file({ format: 'eer', on: '2026-11-02', items: eer })])
    await register.db
      .insertInto('ldap_origin_entry')
      .values({ source: 'ldap', rule: 0, dn: 'o=1', entry: '{"o":["Jensine Doktorsen"]}' })
      .execute()
    assert.ok((await found(TOLD)).length > 8)
    const before = await history()
    const made = await act(`Organisation:${PRACTICE}`, 'name,contact,addresses')
    assert.deepEqual(made, { id: 1, revision: 4, sources: ['sor-xml'] })
    await act(`Endpoint:${GLN}.vans`, 'address')
    await sweepRedacted(register.db)
    assert.deepEqual(await found(TOLD), [])
    assert.deepEqual(await history(), before)
    assert.equal(await latest(), 5)
  })

  it('says so in the feed', async () => {
    const changes = await register.db
      .selectFrom('change')
      .select(['revision', 'source', 'subject_type', 'subject_id', 'fields'])
      .where('kind', '=', 'REDACTED')
      .orderBy('revision')
      .execute()
    assert.deepEqual(changes, [
      {
        ...{ revision: 4, source: 'sor-xml', subject_type: 'Organisation', subject_id: PRACTICE },
        fields: ['addresses', 'contact', 'name'],
      },
      {
        ...{ revision: 5, source: 'eer', subject_type: 'Endpoint', subject_id: `${GLN}.vans` },
        fields: ['address'],
      },
    ])
  })

  it('shows a marker for a name and nothing for the rest, which is not inherited instead', async () => {
    const { rows } = await sql`select distinct name, contact, postal, visiting
      from organisation_version where sor_id = ${PRACTICE}`.execute(register.db)
    const nothing = Object.fromEntries(Object.keys(street('')).map((key) => [key, null]))
    assert.deepEqual(rows, [
      {
        name: '[redacted]',
        contact: { phone: null, email: null, website: null },
        ...{ postal: nothing, visiting: null },
      },
    ])
  })

  it('holds later files to it: no value comes back, and none looks like a change', async () => {
    const again = await importing(register, [
      day('2026-11-02', 'Jensine Doktorsen'),
      yder('2026-11-01', 'Jensine i Byen'),
    ])
    assert.equal(again.outcome, 'unchanged')
    const other = [practice('Jensine Doktorsen'), unit(CLINIC, undefined, { name: 'Klinik 2' })]
    const next = await importing(register, [
      file({ on: '2026-11-03', items: [...other, rejectedRow('Jensine Doktorsen')] }),
    ])
    assert.equal(next.outcome, 'recorded')
    assert.deepEqual(await found(TOLD), [])
    const { rows } = await sql<{ subject_id: string }>`
      select subject_id from change where revision = ${await latest()}`.execute(register.db)
    assert.deepEqual(rows, [{ subject_id: CLINIC }])
  })

  it('still tells a change of what is not redacted', async () => {
    const moved = { ...practice('Jensine Doktorsen'), cvr: '12345678' }
    await importing(register, [
      file({ on: '2026-11-04', items: [moved, unit(CLINIC, undefined, { name: 'Klinik 2' })] }),
    ])
    const { rows } = await sql<{ fields: readonly string[] }>`
      select fields from change where revision = ${await latest()} and subject_id = ${PRACTICE}`.execute(
      register.db,
    )
    assert.deepEqual(rows, [{ fields: ['cvr'] }])
    assert.deepEqual(await found(TOLD), [])
  })

  it('lets values come back only once it is lifted, and then with an import', async () => {
    const lift = (id: number) =>
      register.db
        .transaction()
        .execute((trx) => liftRedaction(trx, { id, reason: 'By mistake', author: 'Registry' }))
    assert.equal(await lift(1), true)
    assert.equal(await lift(1), false)
    assert.deepEqual(await found(TOLD), [])
    await importing(register, [day('2026-11-05', 'Jensine Doktorsen')])
    const said = await sql<{ name: string }>`
      select name from organisation_version where sor_id = ${PRACTICE} and last_revision is null
      order by valid_from desc limit 1`.execute(register.db)
    assert.deepEqual(said.rows, [{ name: 'Jensine Doktorsen' }])
  })

  it('throws RedactionUnusable for what no source has held, and changes nothing', async () => {
    const before = await latest()
    await assert.rejects(act(`Organisation:${unitId(9)}`, 'name'), RedactionUnusable)
    assert.equal(await latest(), before)
  })
})
