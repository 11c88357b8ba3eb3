import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { idsOnly } from '../../kit/telemetry/tracing.ts'
import { type OpenPlatform, openPlatform } from '../../nsp/platform/open-platform.ts'
import { CITIZENS } from '../../sandbox/domain/world/persons.ts'
import { createSandbox, type SandboxService } from '../../sandbox/service.ts'
import { NAS_TOPICS } from '../../sandbox/upstream/nas/topics.ts'
import type { ChangePlace, ChangeSource } from '../domain/change.ts'
import { nasChanges } from '../source/nas/nas-changes.ts'

const { full, empty, optedOut } = CITIZENS
const signal = new AbortController().signal

describe('nasChanges()', () => {
  let sandbox: SandboxService
  let platform: OpenPlatform
  before(async () => {
    sandbox = await createSandbox()
    platform = openPlatform({ profile: sandbox.profile, tracing: idsOnly })
  })
  after(async () => {
    await platform[Symbol.asyncDispose]()
    await sandbox[Symbol.asyncDispose]()
  })

  const keptPlace = (): ChangePlace & { text: string | null } => ({
    text: null,
    async read() {
      return this.text
    },
    async write(text) {
      this.text = text
    },
  })
  const source = (place: ChangePlace, listName: string): ChangeSource =>
    nasChanges({ platform, place, topics: NAS_TOPICS, listName })
  const change = async (person: string) => {
    const response = await fetch(new URL(`try/change/${person}`, sandbox.url), { method: 'POST' })
    assert.equal(response.status, 202)
  }

  it('hears of the citizens who are followed, of each change once, and of nobody else', async () => {
    const changes = source(keptPlace(), 'one')
    await changes.watch([full.cpr], signal)
    assert.deepEqual(await changes.pull(signal), [])
    await change('full')
    await change('empty')
    const today = new Date().toISOString().slice(0, 10)
    assert.deepEqual(await changes.pull(signal), [
      { cpr: full.cpr, source: NAS_TOPICS[0], changedOn: today },
    ])
    assert.deepEqual(await changes.pull(signal), [])
    await changes.watch([empty.cpr], signal)
    await change('full')
    await change('empty')
    assert.deepEqual(
      (await changes.pull(signal)).map(({ cpr }) => cpr),
      [empty.cpr],
    )
  })

  it('goes on after a restart with what has gathered meanwhile', async () => {
    const place = keptPlace()
    await source(place, 'two').watch([optedOut.cpr], signal)
    await change('optedOut')
    const later = source(place, 'two')
    await later.watch([optedOut.cpr], signal)
    assert.deepEqual(
      (await later.pull(signal)).map(({ cpr }) => cpr),
      [optedOut.cpr],
    )
  })

  it('makes its pull point anew where the service has lost it', async () => {
    const place = keptPlace()
    place.text = JSON.stringify({
      address: new URL('nas2/pullpoint', sandbox.url).href,
      parameter: { ns: 'urn:sandbox:nas2', name: 'ResourceId', value: 'gone' },
    })
    const changes = source(place, 'three')
    await changes.watch([full.cpr], signal)
    await assert.rejects(changes.pull(signal), { code: 'DGWS_FAULT' })
    await changes.watch([full.cpr], signal)
    await change('full')
    assert.equal((await changes.pull(signal)).length, 1)
  })

  it('takes more than one answer holds', async () => {
    const changes = source(keptPlace(), 'four')
    await changes.watch([full.cpr], signal)
    for (let count = 0; count < 230; count++) await change('full')
    assert.equal((await changes.pull(signal)).length, 230)
  })
})
