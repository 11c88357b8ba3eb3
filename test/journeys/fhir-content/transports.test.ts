import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sampleSorId } from '../../../infra/sample/identifiers.ts'
import {
  matches,
  parseMessageType,
} from '../../../services/directory/domain/message-type/message-type.ts'
import { ReceiverUnknown } from '../../../services/directory/errors/receiving.ts'
import type { FhirContent } from '../../../services/directory/fhir/port.ts'
import { textsAt, valuesAt } from '../../../services/directory/fhir/reader/resource-values.ts'
import type { AnyResource } from '../../../services/directory/fhir/resource.ts'
import type { Tables } from '../../../services/directory/store/tables.ts'
import { openDatabase } from '../../../services/kit/database.ts'
import { type LdapEntry, textsOf } from '../../../services/kit/ldap/entry.ts'
import { allOf, equals } from '../../../services/kit/ldap/filter.ts'
import type { LdapLink } from '../../../services/kit/ldap/link.ts'
import { openLdap } from '../../../services/kit/ldap/open.ts'
import { searchPages } from '../../../services/kit/ldap/search.ts'
import { SUFFIX } from '../../harness/slapd.ts'
import { withSystemPrograms } from '../../harness/system-programs.ts'
import { openSampleOnLdap, type SampleOnLdap } from '../ldap/sample-on-ldap.ts'
import { type Answer, type Asking, askingOf, dataOf } from '../look-up/fixture/asking.ts'
import { RESOLUTION_QUESTIONS } from '../look-up/fixture/resolution-questions.ts'
import { SET_UPS } from '../look-up/fixture/sample-graph.ts'
import { contentOf, NOW } from './fixture/sample-content.ts'

const RESOLVE = `query ($key: OrganisationKey!, $type: String!, $on: Date) {
  resolveEndpoint(organisation: $key, messageType: $type, on: $on) {
    ... on EndpointFound {
      endpoint { id gln network { code } status messageTypes { raw } } organisation { sorId }
    }
    ... on EndpointNotFound { reason organisations { sorId } }
  }
}`

const sorted = (texts: readonly (string | null | undefined)[]): readonly string[] =>
  texts.filter((text) => text !== null && text !== undefined).toSorted()

/** What a mailbox is, wherever it is read. */
interface Box {
  readonly id: string
  readonly gln: readonly string[]
  readonly network: readonly string[]
  readonly status: readonly string[]
  readonly messageTypes: readonly string[]
}

const OPERATIONS = {
  sorId: ['getReceivingOrganizationBySORId', 'sorId'],
  ydernummer: ['getReceivingOrganizationByGPId', 'gpId'],
} as const

/** What LDAP cannot tell: what a hub decides, and any day but the one on which it was written. */
const notInLdap = (line: string, on: string | undefined): string =>
  on !== undefined && on !== '2026-11-02'
    ? ' (LDAP holds one day)'
    : line.startsWith('VIA_HUB')
      ? ' (LDAP knows no hub rules)'
      : ''

withSystemPrograms(['slapd', 'openssl'], () => {
  describe('the graph, the address service and LDAP', () => {
    let sample: SampleOnLdap
    let link: LdapLink
    let asking: Asking
    let content: FhirContent
    let now = NOW
    const db = { close: async () => {} }
    before(async () => {
      sample = await openSampleOnLdap()
      link = await openLdap(sample.slapd.server({ bind: null }))
      asking = askingOf(() => sample.graph, SET_UPS[0])
      const opened = openDatabase<Tables>({ url: sample.graph.database, poolSize: 2 })
      db.close = () => opened.destroy()
      content = contentOf(opened, () => now)
    })
    after(async () => {
      await db.close()
      await link?.[Symbol.asyncDispose]()
      await sample?.[Symbol.asyncDispose]()
    })

    async function easAnswer(
      key: keyof typeof OPERATIONS,
      value: string,
      { type, on }: { readonly type: string; readonly on?: string | undefined },
    ): Promise<AnyResource | string> {
      now = on === undefined ? NOW : new Date(`${on}T10:00:00Z`)
      const [name, parameter] = OPERATIONS[key]
      const operation = content.operations.find((one) => one.name === name)
      assert.ok(operation)
      const register = content.register(new Set())
      const moment = await register.latest()
      const input = new Map([
        [parameter as string, [value]],
        ['messageType', [type]],
      ])
      try {
        return await operation.run(input, { register, moment, base: 'http://directory.invalid' })
      } catch (error) {
        if (error instanceof ReceiverUnknown) return String(error.details?.reason)
        throw error
      }
    }

    async function ldapEntries(objectClass: string, attribute: string, value: string) {
      const filter = allOf([equals('objectClass', objectClass), equals(attribute, value)])
      const search = { base: SUFFIX, scope: 'sub', attributes: ['*'], pageSize: 200 } as const
      return (await Array.fromAsync(searchPages(link, { ...search, filter }))).flat()
    }

    /** The mailboxes to which an LDAP client can send, of those that the unit's entry names. */
    async function ldapReceivers(sorId: string, type: string): Promise<readonly Box[]> {
      const [unit] = await ldapEntries('HCRegulatedOrganization', 'fundamentSorId', sorId)
      if (!unit || textsOf(unit, 'fundamentStatus')[0] !== 'ACTIVE') return []
      const ids = textsOf(unit, 'hpdHasAService').map(
        (dn) => /^hpdServiceId=([^,]+),/.exec(dn)?.[1],
      )
      const entries = await Promise.all(
        ids.map((id) => ldapEntries('HPDElectronicService', 'hpdServiceId', id ?? '')),
      )
      const asked = parseMessageType(type)
      return entries
        .flat()
        .filter((entry) => textsOf(entry, 'fundamentStatus').includes('ACTIVE'))
        .filter((entry) => textsOf(entry, 'fundamentInternalOnly').includes('FALSE'))
        .filter((entry) =>
          textsOf(entry, 'fundamentMessageType').some((raw) =>
            matches(asked, parseMessageType(raw)),
          ),
        )
        .map(boxOf)
    }

    for (const { rule, units, key, type, on, line } of RESOLUTION_QUESTIONS) {
      const lacks = notInLdap(line, on)
      it(`name the same receiver, ${rule}: ${Object.values(key)} ${type} ${on ?? ''}${lacks}`, async () => {
        const graph = dataOf(await asking.ask(RESOLVE, { key, type, on })).resolveEndpoint
        const eas = await easOf(graph)
        if (graph.endpoint) {
          assert.ok(eas !== null && typeof eas === 'object', String(eas))
          assertSame(eas, graph)
        } else if (eas !== null) assert.equal(eas, graph.reason)
        if (lacks === '') await assertInLdap(graph)
      })

      // There is no operation by GLN or SHAK code: the address service is asked for the unit that the graph names.
      const easOf = async (graph: Answer['data']): Promise<AnyResource | string | null> => {
        const asked = { type, on }
        if ('ydernummer' in key) return easAnswer('ydernummer', String(key.ydernummer), asked)
        const sorId = key.sorId ?? graph.organisation?.sorId
        return sorId === undefined ? null : easAnswer('sorId', sorId, asked)
      }

      const assertInLdap = async (graph: Answer['data']): Promise<void> => {
        if (graph.endpoint) {
          assert.deepEqual(await ldapReceivers(graph.organisation.sorId, type), [
            ofGraph(graph.endpoint),
          ])
          return
        }
        const found = await Promise.all(
          units.map((number) => ldapReceivers(sampleSorId(number), type)),
        )
        const ids = new Set(found.flat().map(({ id }) => id))
        assert.ok(graph.reason === 'AMBIGUOUS' ? ids.size > 1 : ids.size === 0, [...ids].join())
      }
    }
  })
})

function assertSame(bundle: AnyResource, { endpoint, organisation }: Answer['data']): void {
  const resources = valuesAt(bundle, 'entry.resource').flatMap((one) =>
    typeof one === 'object' && 'resourceType' in one ? [one] : [],
  )
  const [unit, ...otherUnits] = resources.filter((one) => one.resourceType === 'Organization')
  const [box, ...otherBoxes] = resources.filter((one) => one.resourceType === 'Endpoint')
  assert.ok(unit && box)
  assert.deepEqual([otherUnits, otherBoxes], [[], []])
  assert.deepEqual(
    {
      unit: unit.id,
      endpoints: textsAt(unit, 'endpoint.reference'),
      gln: textsAt(box, 'identifier.value'),
      status: box.status,
      messageTypes: sorted(textsAt(box, 'payloadType.coding.code')),
    },
    {
      unit: organisation.sorId,
      endpoints: [`Endpoint/${endpoint.id}`],
      gln: [endpoint.gln],
      status: 'active',
      messageTypes: ofGraph(endpoint).messageTypes,
    },
  )
}

const ofGraph = ({ id, gln, network, status, messageTypes }: Answer['data']): Box => ({
  ...{ id, gln: [gln], network: sorted([network?.code]), status: [status] },
  messageTypes: sorted(messageTypes.map(({ raw }: { raw: string }) => raw)),
})

const boxOf = (entry: LdapEntry): Box => ({
  id: String(textsOf(entry, 'hpdServiceId')[0]),
  gln: textsOf(entry, 'fundamentGln'),
  network: textsOf(entry, 'fundamentNetwork'),
  status: textsOf(entry, 'fundamentStatus'),
  messageTypes: sorted(textsOf(entry, 'fundamentMessageType')),
})
