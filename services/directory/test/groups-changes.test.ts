import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { TestDatabase } from '../../../test/harness/database.ts'
import type { LocalDate } from '../domain/time/local-date.ts'
import type { Tables } from '../store/tables.ts'
import { CLUSTER_HEADER, GROUP_HEADER, importingText } from './groups-harness.ts'
import { openRegister } from './import-harness.ts'

describe('clusterChanges', () => {
  let register: TestDatabase<Tables>
  before(async () => {
    register = await openRegister()
  })
  after(() => register[Symbol.asyncDispose]())

  const changesOf = async (lines: readonly string[], day: string) => {
    const snapshotDate = day as LocalDate
    const { revision } = await importingText(register.url, lines, { snapshotDate })
    const { rows } = await sql<{ said: string }>`
      select concat_ws(' ', source, kind, subject_type, subject_id, nullif(array_to_string(fields, ','), '')) as said
      from change where revision = ${revision} order by ordinal`.execute(register.db)
    return rows.map(({ said }) => said)
  }

  it('tells of groups that come, change, and end, and of their members in one change', async () => {
    const nord = 'Midtjylland;Nord;Sygehuset;0751;Aarhus'
    const syd = 'Midtjylland;Syd;Sygehuset;0615;Horsens'
    const samsø = 'Midtjylland;Nord;Sygehuset;0741;Samsø'
    assert.deepEqual(await changesOf([CLUSTER_HEADER, nord, syd], '2026-11-01'), [
      'clusters CREATED Cluster midtjylland-nord',
      'clusters CREATED Cluster midtjylland-syd',
    ])
    assert.deepEqual(await changesOf([CLUSTER_HEADER, nord, samsø, syd], '2026-11-02'), [
      'clusters UPDATED Cluster midtjylland-nord members',
    ])
    assert.deepEqual(await changesOf([CLUSTER_HEADER, nord, samsø], '2026-11-03'), [
      'clusters CLOSED Cluster midtjylland-syd members,validTo',
    ])
  })

  it('tells of a name and of a period that differ, and of a group that is no more', async () => {
    const council = (name: string, to: string) => [
      GROUP_HEADER,
      `HEALTH_COUNCIL;raad;${name};2027-01-01;${to};;;`,
    ]
    await changesOf(council('Ét', ''), '2026-11-01')
    assert.deepEqual(await changesOf(council('To', '2027-12-31'), '2026-11-02'), [
      'groups CLOSED Cluster raad name,validTo',
    ])
    assert.deepEqual(await changesOf(council('To', ''), '2026-11-03'), [
      'groups REOPENED Cluster raad validTo',
    ])
    const other = [GROUP_HEADER, 'HEALTH_COUNCIL;andet;Andet;2027-01-01;;;;']
    assert.deepEqual(await changesOf(other, '2026-11-04'), [
      'groups CREATED Cluster andet',
      'groups REMOVED Cluster raad',
    ])
  })
})
