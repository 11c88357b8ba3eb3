import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { migrateToLatest } from '../../kit/database.ts'
import { localDate } from '../domain/time/local-date.ts'
import { migrations } from '../store/migrations/migrations.ts'
import { exampleQuestion } from '../store/reading/example-question.ts'
import type { Tables } from '../store/tables.ts'
import { glnNumber, type RegisterBuilder, registerBuilder, unitId } from './register-builder.ts'

describe('exampleQuestion()', () => {
  let database: TestDatabase<Tables>
  let register: RegisterBuilder
  before(async () => {
    database = await openTestDatabase<Tables>((db) => migrateToLatest(db, migrations))
    register = await registerBuilder(database.db)
  })
  after(() => database[Symbol.asyncDispose]())
  const example = () => exampleQuestion(database.db, localDate('2026-11-23'))

  it('finds none where nobody receives anything', async () => {
    await register.unit(unitId(1))
    await register.mailbox(glnNumber(1), { unit: unitId(1) })
    assert.equal(await example(), null)
  })

  it('finds a letter rather than a receipt, at a unit that carries the mailbox', async () => {
    await register.mailbox(glnNumber(1), { source: 'eer', register: 'eer', unit: unitId(1) })
    await register.receives(glnNumber(1), ['CTL03', 'DIS91'], { source: 'eer' })
    assert.deepEqual(await example(), { sorId: unitId(1), messageType: 'DIS91' })
  })

  it('finds a unit that inherits where there is one', async () => {
    await register.unit(unitId(2), { parent: unitId(1), inherits: true })
    assert.equal((await example())?.sorId, unitId(2))
  })
})
