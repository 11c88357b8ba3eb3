import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sampleSorId } from '../../../infra/sample/identifiers.ts'
import { ReceiverUnknown } from '../../../services/directory/errors/receiving.ts'
import { textsAt, valuesAt } from '../../../services/directory/fhir/reader/resource-values.ts'
import type { AnyResource } from '../../../services/directory/fhir/resource.ts'
import { assertR4 } from '../../harness/fhir.ts'
import { RESOLUTION_QUESTIONS } from '../look-up/fixture/resolution-questions.ts'
import { NOW, openContent, type SampleContent } from './fixture/sample-content.ts'

const BASE = 'http://directory.invalid/fhir'

describe("MedCom's address service", () => {
  let sample: SampleContent
  let now = NOW
  before(async () => {
    sample = await openContent(() => now)
  })
  after(() => sample[Symbol.asyncDispose]())

  const call = async (
    name: string,
    input: Readonly<Record<string, readonly string[]>>,
    on?: string,
  ): Promise<AnyResource> => {
    now = on === undefined ? NOW : new Date(`${on}T10:00:00Z`)
    const operation = sample.content.operations.find((one) => one.name === name)
    assert.ok(operation, name)
    const register = sample.register()
    const moment = await register.latest()
    return operation.run(new Map(Object.entries(input)), { register, moment, base: BASE })
  }
  const reasonOf = async (asking: Promise<AnyResource>): Promise<string> => {
    const error = await asking.then(
      () => assert.fail('there is a receiver'),
      (failure: unknown) => failure,
    )
    assert.ok(error instanceof ReceiverUnknown, String(error))
    return String(error.details?.reason)
  }
  const endpointsIn = (bundle: AnyResource) =>
    valuesAt(bundle, 'entry.resource')
      .flatMap((one) => (typeof one === 'object' && 'resourceType' in one ? [one] : []))
      .filter((one) => one.resourceType === 'Organization')
      .flatMap((one) => textsAt(one, 'endpoint.reference'))

  for (const { rule, key, type, on, line } of RESOLUTION_QUESTIONS) {
    const asked =
      'sorId' in key
        ? { name: 'getReceivingOrganizationBySORId', input: { sorId: [String(key.sorId)] } }
        : 'ydernummer' in key
          ? { name: 'getReceivingOrganizationByGPId', input: { gpId: [String(key.ydernummer)] } }
          : null
    if (asked === null) continue
    it(`answers as the graph does, ${rule}: ${Object.values(key)} ${type} ${on ?? ''}`, async () => {
      const asking = call(asked.name, { ...asked.input, messageType: [type] }, on)
      const [, mailbox] = /(?:^|: )(\d{13}\.\d+)(?: from .*)? for /.exec(line) ?? []
      if (mailbox) {
        const bundle = await asking
        assert.deepEqual(endpointsIn(bundle), [`Endpoint/${mailbox}`])
        assertR4(bundle)
      } else {
        const [, reason] = /(?:^|: )([A-Z_]{4,})/.exec(line.replace(/^[A-Z_ ]+: /, ': ')) ?? []
        assert.equal(await reasonOf(asking), reason, line)
      }
    })
  }

  it('gives every mailbox in service where no message type is asked for', async () => {
    const bundle = await call('getReceivingOrganizationBySORId', { sorId: [sampleSorId(10)] })
    assert.equal(endpointsIn(bundle).length, 1)
    assertR4(bundle)
  })

  it('names what nobody receives beside what somebody does', async () => {
    const bundle = await call('getReceivingOrganizationBySORId', {
      sorId: [sampleSorId(10), sampleSorId(59)],
      messageType: ['DIS91'],
    })
    assert.equal(endpointsIn(bundle).length, 1)
    assert.deepEqual(textsAt(bundle, 'entry.resource.issue.details.coding.code'), [
      'ORGANISATION_CLOSED',
    ])
  })

  it('lists the general practices of a postal code, each with where to send to', async () => {
    const all = await call('getListOfGpByPostalCode', {})
    const codes = [...new Set(textsAt(all, 'entry.resource.address.postalCode'))]
    assert.ok(Number(all.total) > 5)
    const [code = ''] = codes
    const some = await call('getListOfGpByPostalCode', { postalCode: [code] })
    assert.ok(Number(some.total) > 0)
    assert.ok(textsAt(some, 'entry.resource.address.postalCode').includes(code))
    assert.ok(endpointsIn(some).length >= Number(some.total))
    assert.equal((await call('getListOfGpByPostalCode', { postalCode: ['0001'] })).total, 0)
    assertR4(all)
  })

  it('knows of no patients', () => {
    assert.ok(!sample.content.operations.some(({ name }) => name.endsWith('PatientId')))
  })
})
