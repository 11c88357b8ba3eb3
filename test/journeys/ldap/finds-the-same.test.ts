import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { type LdapEntry, textsOf } from '../../../services/kit/ldap/entry.ts'
import { allOf, equals, filterText, type LdapFilter } from '../../../services/kit/ldap/filter.ts'
import type { LdapLink } from '../../../services/kit/ldap/link.ts'
import { openLdap } from '../../../services/kit/ldap/open.ts'
import { searchPages } from '../../../services/kit/ldap/search.ts'
import { SUFFIX } from '../../harness/slapd.ts'
import { withSystemPrograms } from '../../harness/system-programs.ts'
import { type Answer, type Asking, askingOf } from '../look-up/fixture/asking.ts'
import { SET_UPS } from '../look-up/fixture/sample-graph.ts'
import { openSampleOnLdap, type SampleOnLdap } from './sample-on-ldap.ts'

const ORGANISATIONS = `query ($keys: [OrganisationKey!]!) {
  organisationsByKeys(keys: $keys) {
    sorId name level status cvr ydernumre shak type { code } specialities { code } validFrom validTo
    parent { sorId }
    addresses { use street postCode city municipality }
    contact { email website }
    endpoints { id }
    own: endpoints(includeInherited: false) {
      id gln network { code } status internalOnly address messageTypes { raw } messageTypesKnown
      organisation { sorId } accessPoint { url certificate { sha256 } } connectionType { code }
    }
  } }`

const UNDER = `query ($keys: [OrganisationKey!]!) {
  organisationsByKeys(keys: $keys) { sorId children(first: 1000) { edges { node { sorId } } } } }`

const sorted = (texts: readonly (string | null | undefined)[]): readonly string[] =>
  [...new Set(texts.filter((text) => text !== null && text !== undefined))].sort()

withSystemPrograms(['slapd', 'openssl', 'ldapsearch'], () => {
  describe('the sample on an LDAP server', () => {
    let sample: SampleOnLdap
    let link: LdapLink
    let ask: Asking['ask']
    before(async () => {
      sample = await openSampleOnLdap()
      link = await openLdap(sample.slapd.server({ bind: null }))
      ask = askingOf(() => sample.graph, SET_UPS[0]).ask
    })
    after(async () => {
      await link?.[Symbol.asyncDispose]()
      await sample?.[Symbol.asyncDispose]()
    })

    async function found(filter: LdapFilter): Promise<readonly LdapEntry[]> {
      const search = { base: SUFFIX, scope: 'sub', attributes: ['*'], pageSize: 200 } as const
      return (await Array.fromAsync(searchPages(link, { ...search, filter }))).flat()
    }
    const ofUnits = (attribute: string, value: string) =>
      found(allOf([equals('objectClass', 'HCRegulatedOrganization'), equals(attribute, value)]))
    const sorIdsOf = (entries: readonly LdapEntry[]) =>
      sorted(entries.flatMap((entry) => textsOf(entry, 'fundamentSorId')))
    async function organisations(query = ORGANISATIONS) {
      const keys = sample.sorIds.map((sorId) => ({ sorId }))
      const pages = []
      for (let at = 0; at < keys.length; at += 100) {
        const { data, errors } = await ask(query, { keys: keys.slice(at, at + 100) })
        // What is held back here is held back there, and null here.
        for (const { extensions } of errors) assert.equal(extensions?.code, 'WITHHELD')
        pages.push(data)
      }
      return pages.flatMap(({ organisationsByKeys }) => organisationsByKeys).filter(Boolean)
    }

    it('is found by SOR id, name and every other key, and says what the graph says', async () => {
      const units = await organisations()
      assert.ok(units.length > 400)
      for (const unit of units) {
        const [entry, ...others] = await ofUnits('fundamentSorId', unit.sorId)
        assert.ok(entry, unit.sorId)
        assert.deepEqual(others, [])
        const says = (name: string) => sorted(textsOf(entry, name))
        const visiting = unit.addresses.find(({ use }: { use: string }) => use === 'VISITING')
        const services = unit.endpoints.map(({ id }: { id: string }) => `hpdServiceId=${id}`)
        assert.deepEqual(
          {
            name: says('o'),
            status: says('fundamentStatus'),
            keys: [says('fundamentYdernummer'), says('fundamentShak'), says('fundamentCvr')],
            kinds: [says('fundamentType'), says('fundamentSpeciality'), says('fundamentLevel')],
            days: [says('fundamentValidFrom'), says('fundamentValidTo')],
            parent: says('fundamentParentSorId'),
            place: [says('street'), says('postalCode'), says('l'), says('fundamentMunicipality')],
            contact: [says('mail'), says('labeledURI')],
            glns: says('fundamentGln'),
            services: sorted(says('hpdHasAService').map((dn) => dn.split(',')[0])),
          },
          {
            name: [unit.name],
            status: [unit.status],
            keys: [sorted(unit.ydernumre), sorted([unit.shak]), sorted([unit.cvr])],
            kinds: [
              sorted([unit.type?.code]),
              sorted(unit.specialities.map(({ code }: { code: string }) => code)),
              [unit.level],
            ],
            days: [sorted([unit.validFrom]), sorted([unit.validTo])],
            parent: sorted([unit.parent?.sorId]),
            place: [
              sorted([visiting?.street]),
              sorted([visiting?.postCode]),
              sorted([visiting?.city]),
              sorted([visiting?.municipality]),
            ],
            contact: [sorted([unit.contact?.email]), sorted([unit.contact?.website])],
            glns: sorted(unit.own.map(({ gln }: { gln: string }) => gln)),
            services: sorted(services),
          },
          unit.sorId,
        )
        assert.ok(sorIdsOf(await ofUnits('o', unit.name)).includes(unit.sorId), unit.name)
      }
      const all = await found(equals('objectClass', 'HCRegulatedOrganization'))
      assert.deepEqual(sorIdsOf(all), sorted(units.map(({ sorId }) => sorId)))
    })

    it('has every mailbox as the graph shows it', async () => {
      const units = await organisations()
      const boxes = new Map<string, Answer['data']>(
        units.flatMap(({ own }) => own.map((one: { id: string }) => [one.id, one])),
      )
      assert.ok(boxes.size > 50)
      for (const [id, box] of boxes) {
        const [entry] = await found(equals('hpdServiceId', String(id)))
        assert.ok(entry, String(id))
        const says = (name: string) => sorted(textsOf(entry, name))
        assert.deepEqual(
          [
            ...['fundamentGln', 'fundamentNetwork', 'fundamentStatus', 'fundamentConnectionType'],
            ...['fundamentMessageType', 'fundamentOwnerSorId', 'fundamentAccessPointUrl'],
            ...[
              'fundamentCertificateSha256',
              'fundamentInternalOnly',
              'fundamentMessageTypesKnown',
            ],
          ].map(says),
          [
            [box.gln],
            sorted([box.network?.code]),
            [box.status],
            sorted([box.connectionType?.code]),
            sorted(box.messageTypes.map(({ raw }: { raw: string }) => raw)),
            sorted([box.organisation?.sorId]),
            sorted([box.accessPoint?.url]),
            sorted([box.accessPoint?.certificate?.sha256]),
            [box.internalOnly ? 'TRUE' : 'FALSE'],
            [box.messageTypesKnown ? 'TRUE' : 'FALSE'],
          ],
          String(id),
        )
      }
    })

    it('is found by GLN where the graph finds it, or finds several', async () => {
      let checked = 0
      for (const gln of sample.glns) {
        const query = 'query ($key: OrganisationKey!) { organisation(key: $key) { sorId status } }'
        const { data, errors } = await ask(query, { key: { gln } })
        const [error] = errors
        const named: readonly string[] =
          error?.extensions?.code === 'AMBIGUOUS_KEY'
            ? (error.extensions.sorIds as string[])
            : data?.organisation?.status === 'ACTIVE'
              ? [data.organisation.sorId]
              : []
        const there = sorIdsOf(await ofUnits('fundamentGln', gln))
        for (const sorId of named) assert.ok(there.includes(sorId), `${gln}: ${sorId}`)
        checked += named.length
      }
      assert.ok(checked > 50)
    })

    it('is found by its parent as the graph finds children', async () => {
      for (const unit of await organisations(UNDER)) {
        const { sorId } = unit
        const children = unit.children.edges.map(
          ({ node }: { node: { sorId: string } }) => node.sorId,
        )
        const entries = (await ofUnits('fundamentParentSorId', sorId)).filter((entry) =>
          textsOf(entry, 'fundamentStatus').includes('ACTIVE'),
        )
        assert.deepEqual(sorIdsOf(entries), sorted(children), sorId)
      }
    })

    it('is found with ldapsearch', async () => {
      const [unit] = await organisations()
      const { host } = sample.slapd.server().url
      for (const filter of [equals('fundamentSorId', unit.sorId), equals('o', unit.name)]) {
        const { stdout } = await promisify(execFile)('ldapsearch', [
          ...['-x', '-LLL', '-H', `ldap://${host}`, '-b', SUFFIX, filterText(filter)],
          'fundamentSorId',
        ])
        assert.match(stdout, new RegExp(`^fundamentSorId: ${unit.sorId}$`, 'm'))
      }
    })
  })
})
