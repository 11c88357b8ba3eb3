import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import {
  MOST_CONTENTS,
  MOST_QUESTIONS,
  MOST_RECORDS,
} from '../../../services/record/client/asking/allowance.ts'
import { CITIZENS } from '../../../services/sandbox/domain/world/persons.ts'
import { openSandboxRecord } from '../record/sandbox-record.ts'

const there = await openSandboxRecord()
after(() => there[Symbol.asyncDispose]())

const times = (count: number, each: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => each(at)).join(' ')
const ask = (fields: string) =>
  there.ask('doctor', `query ($cpr: Cpr!) { ${fields} }`, CITIZENS.full.cpr)
const plain = (data: unknown) => JSON.parse(JSON.stringify(data))

describe('one operation', () => {
  const citizen = (at: number, cpr: string) =>
    `c${at}: citizen(cpr: ${cpr}, purpose: TREATMENT) { medications { __typename } }`
  const other = (at: number) => citizen(at, `"99${String(at).padStart(2, '0')}010001"`)

  it(`asks about ${MOST_RECORDS} citizens`, async () => {
    const { errors } = await ask(
      `${times(MOST_RECORDS - 1, (at) => citizen(at, `"0101${10 + at}0001"`))} me: citizen(cpr: $cpr, purpose: TREATMENT) { medications { __typename } }`,
    )
    assert.equal(errors, undefined)
  })

  it('asks no source where it names one more, and says so', async () => {
    const before = there.calls.length
    const { data, errors } = await ask(
      `${times(MOST_RECORDS, (at) => citizen(at, `"0101${10 + at}0001"`))} me: citizen(cpr: $cpr, purpose: TREATMENT) { medications { __typename } }`,
    )
    assert.equal(data, null)
    assert.equal(errors?.[0]?.extensions.code, 'TOO_MANY_RECORDS')
    assert.equal(errors?.[0]?.extensions.most, MOST_RECORDS)
    assert.equal(there.calls.length, before)
  })

  it('asks one citizen by as many aliases as it likes, and a part no more often than ten records have', async () => {
    const before = there.calls.length
    const { data, errors } = await ask(
      times(
        MOST_QUESTIONS + 20,
        (at) =>
          `c${at}: citizen(cpr: $cpr, purpose: TREATMENT) { vaccinations { __typename ... on Unavailable { source code } } }`,
      ),
    )
    assert.equal(errors, undefined)
    const answers: { vaccinations: object }[] = Object.values(plain(data))
    const refused = answers.filter(
      ({ vaccinations }) => 'code' in vaccinations && vaccinations.code === 'TOO_MANY_QUESTIONS',
    )
    assert.equal(refused.length, 20)
    assert.equal(there.calls.length - before, MOST_QUESTIONS)
  })

  it('fetches no more contents than it is answered with, and says so of the others', async () => {
    const fields = times(40, (at) => `c${at}: content`)
    const before = there.calls.length
    const { data, errors = [] } = await ask(
      `citizen(cpr: $cpr, purpose: TREATMENT) { documents { ... on Documents { entries { ${fields} } } } }`,
    )
    const { entries } = plain(data).citizen.documents
    const contents = entries.flatMap((entry: object) => Object.values(entry))
    assert.ok(contents.length > MOST_CONTENTS)
    assert.equal(contents.filter((text: unknown) => text !== null).length, MOST_CONTENTS)
    assert.deepEqual(
      new Set(errors.map(({ extensions }) => extensions.code)),
      new Set(['TOO_MANY_CONTENTS']),
    )
    assert.equal(errors.length, contents.length - MOST_CONTENTS)
    assert.equal(there.calls.length - before, MOST_CONTENTS + 1)
  })

  it('that is refused leaves the next one alone', async () => {
    await ask(times(MOST_RECORDS + 1, other))
    const { errors } = await ask(citizen(1, '$cpr'))
    assert.equal(errors, undefined)
  })
})
