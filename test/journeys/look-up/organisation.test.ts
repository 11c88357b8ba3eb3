import assert from 'node:assert/strict'
import { it } from 'node:test'
import { sampleSorId } from '../../../infra/sample/identifiers.ts'
import { RULES } from '../../../infra/sample/rules.ts'
import { sampleUnits, unitsShowing } from '../../../infra/sample/sample.ts'
import { type Answer, dataOf, describeInEverySetUp } from './fixture/asking.ts'
import { ORGANISATION_QUESTIONS } from './fixture/organisation-questions.ts'
import { RESOLUTION_QUESTIONS } from './fixture/resolution-questions.ts'

const EVERYTHING = `query ($keys: [OrganisationKey!]!, $on: Date) {
  organisationsByKeys(keys: $keys, on: $on) {
    sorId name level type { code system display } specialities { code display } cvr ydernumre shak
    status versionId validFrom validTo sources parent { name } owner { name } ancestors { name }
    children { totalCount edges { cursor node { sorId } } pageInfo { hasNextPage endCursor } }
    replaces { name } replacedBy { name } replacedByIds
    addresses { use street building postCode city municipality country position { latitude } inheritedFrom { name } }
    contact { phone email website inheritedFrom { name } }
    endpoints(messageType: "DIS91") {
      id gln network { code display } status connectionType { code } internalOnly address
      accessPoint { id url certificate { sha256 } } mimeTypes messageTypesKnown sources validFrom validTo
      messageTypes { raw standard name version display } withheld { source fields reason }
      organisation { sorId } inheritedFrom { sorId }
    }
    history { validFrom validTo firstRevision lastRevision organisation { name } }
  }
}`

const saidFirst = new Map<string, Answer>()

describeInEverySetUp('organisation on the sample', ({ ask }) => {
  const keys = sampleUnits().map(({ sorId }) => ({ sorId }))
  for (const on of ['2026-11-02', '2027-01-01']) {
    it(`every unit on ${on} is answered as in the first set-up`, async () => {
      const answer = await ask(EVERYTHING, { keys, on })
      assert.equal(answer.data.organisationsByKeys.length, 494)
      const said = saidFirst.get(on) ?? answer
      saidFirst.set(on, said)
      assert.deepEqual(answer.data, said.data)
      assert.deepEqual(messagesOf(answer), messagesOf(said))
    })
  }

  for (const { rule, unit, on, fields, data } of ORGANISATION_QUESTIONS) {
    it(`${rule}: ${sampleSorId(unit)} ${fields.split(' ')[0]}`, async () => {
      const query = `query ($key: OrganisationKey!, $on: Date) {
        organisation(key: $key, on: $on) { ${fields} }
      }`
      const key = { sorId: sampleSorId(unit) }
      assert.deepEqual(dataOf(await ask(query, { key, on })).organisation, data)
    })
  }
})

it('every row of the sample is asked about', () => {
  const asked = new Set([
    ...RESOLUTION_QUESTIONS.flatMap(({ rule, units }) => units.map((unit) => rowOf(rule, unit))),
    ...ORGANISATION_QUESTIONS.map(({ rule, unit }) => rowOf(rule, unit)),
  ])
  const rows = Object.keys(RULES).flatMap((rule) =>
    unitsShowing(rule as keyof typeof RULES).map(({ sorId }) => `${rule} ${sorId}`),
  )
  assert.deepEqual(
    rows.filter((row) => !asked.has(row)),
    [],
  )
})

const rowOf = (rule: string, unit: number) => `${rule} ${sampleSorId(unit)}`

const messagesOf = ({ errors }: Answer): readonly string[] =>
  errors
    .map(({ path = [], message, extensions }) => `${path.join('.')} ${extensions?.code} ${message}`)
    .sort()
