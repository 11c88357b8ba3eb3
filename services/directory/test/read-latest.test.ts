import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Asking, dataOf, openDirectory } from './asking.ts'
import { unitId } from './register-builder.ts'

const NAME = `query ($sorId: SorId!, $asKnownAt: Int) {
  organisation(key: { sorId: $sorId }, asKnownAt: $asKnownAt) { name }
  register { revision sources { name snapshotDate } }
}`

describe('what has been read before', () => {
  let directory: Asking
  before(async () => {
    directory = await openDirectory()
  })
  after(() => directory[Symbol.asyncDispose]())

  const nameOf = async (asKnownAt?: number) =>
    dataOf(await directory.ask(NAME, { sorId: unitId(1), asKnownAt })).organisation?.name

  it('gives way to the next revision at once, and stays what an earlier one said', async () => {
    const { register } = directory
    await register.unit(unitId(1), { name: 'Klinikken', stands: [1, 1] })
    assert.equal(await nameOf(), 'Klinikken')
    await register.unit(unitId(1), { name: 'Lægehuset', stands: [2] })
    assert.equal(await nameOf(), 'Klinikken')
    await register.revision(2, { sor: '2026-11-21' })
    assert.equal(await nameOf(), 'Lægehuset')
    assert.equal(await nameOf(1), 'Klinikken')
  })

  it('is not that a unit is unknown', async () => {
    const unknown = await directory.ask(NAME, { sorId: unitId(2) })
    assert.equal(dataOf(unknown).organisation, null)
    // The state of the register, and the unit; that nobody withholds it is kept.
    assert.equal(unknown.statementsAgain, 2)
  })
})
