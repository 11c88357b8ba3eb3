import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { type Kysely, sql } from 'kysely'
import { openDatabase } from '../../../services/kit/database.ts'
import { isAsyncIterable } from '../../../services/kit/map-values.ts'
import { Secret } from '../../../services/kit/secret.ts'
import { CITIZENS } from '../../../services/sandbox/domain/world/persons.ts'
import { overviewFor, wordsOf } from '../record/overview.ts'
import { openSandboxRecord } from '../record/sandbox-record.ts'

const there = await openSandboxRecord({ RECORD_CHANGES: 'off' })
const url = new URL(there.database.reveal())
const name = url.pathname.slice(1)
url.pathname = '/postgres'
const server: Kysely<object> = openDatabase({ url: new Secret(url.href) })
const letIn = (isOpen: boolean) =>
  sql`alter database ${sql.id(name)} allow_connections ${sql.raw(String(isOpen))}`.execute(server)
after(async () => {
  await letIn(true)
  await server.destroy()
  await there[Symbol.asyncDispose]()
})

const { cpr } = CITIZENS.full

describe('a record whose database is down', () => {
  it('is answered, for no part of it lies there; what lies there is refused by name', async () => {
    const whole = wordsOf(await there.ask('doctor', overviewFor('TREATMENT'), cpr))
    await letIn(false)
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`.execute(
      server,
    )
    assert.deepEqual(wordsOf(await there.ask('doctor', overviewFor('TREATMENT'), cpr)), whole)
    const refused = await there.follow('full', cpr)
    assert.ok(!isAsyncIterable(refused))
    assert.equal(refused.errors?.[0]?.extensions.code, 'DATABASE_UNAVAILABLE')
    await assert.rejects(there.record.ready())
  })

  it('is whole again when it is back', async () => {
    await letIn(true)
    await there.record.ready()
  })
})
