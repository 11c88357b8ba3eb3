import assert from 'node:assert/strict'
import { it } from 'node:test'
import { sampleSorId } from '../../../infra/sample/identifiers.ts'
import { RULES } from '../../../infra/sample/rules.ts'
import { unitsShowing } from '../../../infra/sample/sample.ts'
import { dataOf, describeInEverySetUp } from './fixture/asking.ts'
import { ORGANISATION_QUESTIONS } from './fixture/organisation-questions.ts'
import { RESOLUTION_QUESTIONS } from './fixture/resolution-questions.ts'

describeInEverySetUp('organisation on the sample', ({ ask }) => {
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
