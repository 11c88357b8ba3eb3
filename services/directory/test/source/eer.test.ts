import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { withSharedData } from '../../../../test/harness/shared-data.ts'
import { eerFeed } from '../../source/eer/feed.ts'
import { inputsOf } from '../../source/input/inputs.ts'
import { bundle, device, endpoint, entryOf, organization } from './bundle.ts'
import { fileOf, glnOf, itemsOf, ofKind, sorIdOf } from './register-file.ts'

const read = (content: string) => itemsOf(eerFeed, fileOf(content))
const mailboxOf = async (content: string) => ofKind(await read(content), 'mailbox')[0]
const pem = readFileSync(
  new URL('../../../../infra/sample/sundland-ap1.crt', import.meta.url),
  'utf8',
)
const der = pem.replace(/-----[A-Z ]+-----|\s/g, '')

describe('eerFeed', () => {
  it('dates a collection by its timestamp, also where that stands last', async () => {
    const entries = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [entryOf(organization(1))],
    }
    const [header] = await read(JSON.stringify({ ...entries, timestamp: '2026-11-01T23:30:00Z' }))
    assert.deepEqual(header, {
      kind: 'header',
      snapshotDate: '2026-11-02',
      snapshotInstant: '2026-11-01T23:30:00Z',
      speaksFor: ['organisation', 'mailbox', 'message-type', 'access-point'],
      isDelta: false,
    })
  })

  it('takes a transaction for a delta without a day', async () => {
    const [header] = ofKind(
      await read(bundle([], { type: 'transaction', timestamp: undefined })),
      'header',
    )
    assert.deepEqual([header?.isDelta, header?.snapshotDate], [true, null])
  })

  it('resolves references by id and by full URL, forwards and backwards', async () => {
    const uuid = 'urn:uuid:5a1c2f3e-0000-4000-8000-000000000002'
    const content = bundle([], {
      entry: [
        entryOf(endpoint(1)),
        { fullUrl: uuid, resource: organization(2) },
        entryOf(organization(1, { partOf: { reference: uuid } })),
      ],
    })
    const items = await read(content)
    assert.equal(ofKind(items, 'mailbox')[0]?.sorId, sorIdOf(1))
    assert.equal(ofKind(items, 'organisation')[1]?.parentId, sorIdOf(2))
  })

  it('lets a unit inherit that lists endpoints which others manage, and no other', async () => {
    const partOf = { reference: `Organization/${sorIdOf(1)}` }
    const listing = [{ reference: `Endpoint/${endpoint(1).id}` }]
    const items = await read(
      bundle([
        organization(2, { partOf, endpoint: listing }),
        organization(3, { partOf }),
        organization(1, { endpoint: listing }),
        endpoint(1),
      ]),
    )
    assert.deepEqual(
      ofKind(items, 'organisation').map(({ inheritsGln }) => inheritsGln),
      [true, null, null],
    )
  })

  it('resolves a reference by the identifier that it carries', async () => {
    const managingOrganization = {
      reference: 'Organization/elsewhere',
      identifier: { system: 'urn:oid:1.2.208.176.1.1', value: sorIdOf(7) },
    }
    assert.equal(
      (await mailboxOf(bundle([endpoint(1, { managingOrganization })])))?.sorId,
      sorIdOf(7),
    )
  })

  it('serves a mailbox whose organisation cannot be told', async () => {
    const placeholder = [{ system: 'urn:oid:1.2.208.176.1.1', value: '543210987654321' }]
    const items = await read(bundle([organization(1, { identifier: placeholder }), endpoint(1)]))
    assert.equal(ofKind(items, 'mailbox')[0]?.sorId, null)
    assert.equal(ofKind(items, 'rejection')[0]?.rule, 'SOR_ID_INVALID')
  })

  for (const system of [
    'http://www.gs1.org/gln',
    'https://www.gs1.org/gln',
    '//http://www.gs1.org/gln',
    'urn:oid:1.3.88',
  ]) {
    it(`reads a GLN under ${system}`, async () => {
      const identifier = [{ system, value: glnOf(1) }]
      assert.equal((await mailboxOf(bundle([endpoint(1, { identifier })])))?.gln, glnOf(1))
    })
  }

  for (const [status, expected] of [
    ['active', 'ACTIVE'],
    ['suspended', 'SUSPENDED'],
    ['off', 'OFF'],
    ['error', 'OFF'],
    ['test', 'OFF'],
    ['entered-in-error', 'OFF'],
  ]) {
    it(`takes status ${status} for ${expected} and keeps it`, async () => {
      const mailbox = await mailboxOf(bundle([endpoint(1, { status })]))
      assert.deepEqual([mailbox?.status, mailbox?.rawStatus], [expected, status])
    })
  }

  for (const address of [
    'https://example.org/fhir',
    'https://ap.test/x',
    'https://a.invalid',
    'http://localhost:80/',
    'https://x.example/',
  ]) {
    it(`takes ${address} for a placeholder`, async () => {
      assert.equal((await mailboxOf(bundle([endpoint(1, { address })])))?.address, null)
    })
  }

  it('keeps a real address', async () => {
    const address = 'https://ap.sundhed-exampleorg.dk/fhir'
    assert.equal((await mailboxOf(bundle([endpoint(1, { address })])))?.address, address)
  })

  it('takes the day in Copenhagen of a period', async () => {
    const period = { start: '2024-12-31T23:30:00Z', end: '2026' }
    const mailbox = await mailboxOf(bundle([endpoint(1, { period })]))
    assert.deepEqual([mailbox?.validFrom, mailbox?.validTo], ['2025-01-01', '2026-12-31'])
  })

  it('states each message type once, for the network of its mailbox', async () => {
    const payloadType = [
      { coding: [{ code: 'DIS91' }, { code: 'DIS91' }] },
      { coding: [{ code: 'REF01' }] },
    ]
    const facts = ofKind(await read(bundle([endpoint(1, { payloadType })])), 'message-type')
    assert.deepEqual(
      facts.map(({ gln, network, raw }) => [gln, network, raw]),
      [
        [glnOf(1), '100097', 'DIS91'],
        [glnOf(1), '100097', 'REF01'],
      ],
    )
  })

  it('takes the network of a VANS mailbox from the message handler that it names', async () => {
    const msh = device('msh-1', {
      type: { coding: [{ code: 'MSH' }] },
      identifier: [{ system: 'urn:x/eer-sor-net-operator-type', value: '41000035001' }],
    })
    const extension = [
      { url: 'urn:x/eer-dk-msh-system-extension', valueReference: { reference: 'Device/msh-1' } },
    ]
    const vans = { connectionType: { code: 'vansMessaging' } }
    const items = await read(bundle([endpoint(1, { ...vans, extension }), endpoint(2, vans), msh]))
    assert.deepEqual(
      ofKind(items, 'mailbox').map(({ network }) => network),
      ['41000035001', null],
    )
  })

  for (const [form, value] of [
    ['PEM text', { valueString: pem }],
    ['Base64 of the bytes', { valueBase64Binary: der }],
    ['Base64 of PEM text', { valueBase64Binary: Buffer.from(pem).toString('base64') }],
  ] as const) {
    it(`reads an access point with its certificate as ${form}`, async () => {
      const extension = [
        { url: 'urn:x/smp-public-key', extension: [{ url: 'certificate', ...value }] },
      ]
      const ap = [
        { url: 'urn:x/eer-dk-ap-system-extension', valueReference: { reference: 'Device/ap-1' } },
      ]
      const items = await read(
        bundle([endpoint(1, { extension: ap }), device('ap-1', { extension })]),
      )
      assert.equal(ofKind(items, 'mailbox')[0]?.accessPointId, 'ap-1')
      const [fact] = ofKind(items, 'access-point')
      assert.equal(fact?.url, 'https://ap-1.example/as4')
      assert.match(fact?.certificate?.sha256 ?? '', /^[0-9a-f]{64}$/)
      assert.match(fact?.certificate?.subject ?? '', /CN=ap1\.sundland\.example/)
      assert.ok((fact?.certificate?.notBefore ?? '') < (fact?.certificate?.notAfter ?? ''))
    })
  }

  it('rejects an access point with a broken certificate', async () => {
    const extension = [{ url: 'certificate', valueString: 'bogus' }]
    const [rejection] = ofKind(await read(bundle([device('ap-1', { extension })])), 'rejection')
    assert.deepEqual(rejection?.subject, { kind: 'access-point', key: 'ap-1' })
  })

  it('counts what it does not know', async () => {
    const items = await read(
      bundle(
        [
          device('eua', { type: { coding: [{ code: 'EUA' }] } }),
          { resourceType: 'Location', id: '1' },
        ],
        {
          signature: {},
        },
      ),
    )
    assert.deepEqual(
      ofKind(items, 'unknown').map(({ name }) => name),
      ['Device EUA', 'resource Location', 'Bundle.signature'],
    )
  })

  const rejected: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ['an organisation without a name', organization(1, { name: '' }), 'NAME_MISSING'],
    ['an organisation without a level', organization(1, { type: [] }), 'LEVEL_INVALID'],
    [
      'an organisation whose parent is not there',
      organization(1, { partOf: { reference: 'Organization/x' } }),
      'PARENT_UNKNOWN',
    ],
    ['an endpoint without a GLN', endpoint(1, { identifier: [] }), 'GLN_INVALID'],
    [
      'an endpoint with a day that is none',
      endpoint(1, { period: { start: '0000-00-00' } }),
      'DATE_INVALID',
    ],
    [
      'an endpoint that ends before it begins',
      endpoint(1, { period: { start: '2025-01-02', end: '2025-01-01' } }),
      'DATES_REVERSED',
    ],
  ]
  for (const [what, resource, rule] of rejected) {
    it(`rejects ${what}`, async () => {
      assert.equal(ofKind(await read(bundle([resource])), 'rejection')[0]?.rule, rule)
    })
  }
})

describe('eerFeed on a transaction', () => {
  const transaction = (request: unknown, resource?: unknown) =>
    bundle([], { type: 'transaction', entry: [{ request, resource }] })

  it('takes PUT and POST for facts', async () => {
    for (const method of ['PUT', 'POST']) {
      const items = await read(transaction({ method, url: 'Organization' }, organization(1)))
      assert.equal(ofKind(items, 'organisation').length, 1)
    }
  })

  for (const [url, subject] of [
    [`Endpoint?identifier=http://www.gs1.org/gln|${glnOf(1)}`, { kind: 'mailbox', key: glnOf(1) }],
    [
      `Endpoint?identifier=http%3A%2F%2Fwww.gs1.org%2Fgln%7C${glnOf(1)}`,
      { kind: 'mailbox', key: glnOf(1) },
    ],
    [`Organization/${sorIdOf(1)}`, { kind: 'organisation', key: sorIdOf(1) }],
    ['Device/ap-1', { kind: 'access-point', key: 'ap-1' }],
  ] as const) {
    it(`takes DELETE ${url} for a removal`, async () => {
      const items = await read(transaction({ method: 'DELETE', url }))
      assert.deepEqual(ofKind(items, 'removal')[0]?.subject, subject)
    })
  }

  it('counts a DELETE that names nothing we know', async () => {
    const items = await read(transaction({ method: 'DELETE', url: 'Endpoint/5' }))
    assert.deepEqual(
      items.map(({ kind }) => kind),
      ['header', 'unknown'],
    )
  })

  it('takes an inactive Organization for a removal', async () => {
    const items = await read(transaction({ method: 'PUT' }, organization(1, { active: false })))
    assert.deepEqual(ofKind(items, 'removal')[0]?.subject, {
      kind: 'organisation',
      key: sorIdOf(1),
    })
  })
})

describe('eerFeed on the register itself', () => {
  for (const [name, organisations, mailboxes, messageTypes, isDelta] of [
    ['eer-aarhus', 105, 105, 315, false],
    ['transaction-bundle', 4, 1, 2, true],
  ] as const) {
    withSharedData(`eer/${name}.json`, (path) => {
      it(`reads ${name} without a rejection`, async () => {
        await using inputs = await inputsOf([path])
        const [file] = inputs.files
        assert.ok(file)
        const items = await itemsOf(eerFeed, file)
        assert.equal(ofKind(items, 'header')[0]?.isDelta, isDelta)
        assert.equal(ofKind(items, 'organisation').length, organisations)
        assert.equal(ofKind(items, 'mailbox').length, mailboxes)
        assert.equal(ofKind(items, 'message-type').length, messageTypes)
        assert.ok(ofKind(items, 'mailbox').every(({ sorId, address }) => sorId && address === null))
        assert.deepEqual(ofKind(items, 'rejection'), [])
      })
    })
  }
})
