import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Asking, codesOf, dataOf, openDirectory } from './asking.ts'
import { glnNumber, unitId } from './register-builder.ts'

const QUERY = `query ($afterRevision: Int, $after: String, $first: Int = 100) {
  changes(afterRevision: $afterRevision, after: $after, first: $first) {
    revision
    edges { cursor node {
      sequence revision source kind subjectType subjectId fields recordedAt
      subject { __typename ... on Organisation { name } ... on Endpoint { gln } }
    } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`

describe('Query.changes', () => {
  let asking: Asking
  before(async () => {
    asking = await openDirectory()
    const { register } = asking
    await register.source('hidden', { visibility: 'restricted', rank: 3 })
    await register.revision(2, { sor: '2026-11-21', hidden: '2026-11-21' })
    await register.unit(unitId(1), { name: 'Old', stands: [1, 1] })
    await register.unit(unitId(1), { name: 'New', stands: [2] })
    await register.unit(unitId(2), { stands: [1, 1] })
    await register.unit(unitId(3), { source: 'hidden', stands: [2] })
    await register.mailbox(glnNumber(1), { unit: unitId(1) })
    await register.changes(1)
    await register.changes(2)
  })
  after(() => asking[Symbol.asyncDispose]())

  const changes = async (variables: object, grants: readonly string[] = []) =>
    dataOf(await asking.ask(QUERY, { ...variables }, { grants })).changes

  const told = (page: { readonly edges: readonly { readonly node: Record<string, unknown> }[] }) =>
    page.edges.map(({ node }) => `${node.sequence} ${node.source} ${node.kind} ${node.subjectId}`)

  it('tells everything from the beginning, deletes included, with what each is about today', async () => {
    const page = await changes({})
    assert.deepEqual(told(page), [
      `1 sor CREATED ${unitId(1)}`,
      `2 sor CREATED ${unitId(2)}`,
      `3 sor CREATED ${glnNumber(1)}.0`,
      `4 sor UPDATED ${unitId(1)}`,
      `5 sor REMOVED ${unitId(2)}`,
    ])
    const [first, gone, mailbox, renamed] = page.edges.map(({ node }: { node: unknown }) => node)
    assert.deepEqual(first.subject, { __typename: 'Organisation', name: 'New' })
    assert.equal(gone.subject, null)
    assert.deepEqual(mailbox.subject, { __typename: 'Endpoint', gln: glnNumber(1) })
    assert.deepEqual(renamed.fields, ['name'])
    assert.equal(page.revision, 2)
  })

  it('counts without gaps what the caller may see', async () => {
    assert.deepEqual(told(await changes({ afterRevision: 1 }, ['hidden'])), [
      `4 hidden CREATED ${unitId(3)}`,
      `5 sor UPDATED ${unitId(1)}`,
      `6 sor REMOVED ${unitId(2)}`,
    ])
  })

  it('goes on exactly where a page ended', async () => {
    const first = await changes({ first: 2 })
    assert.deepEqual([first.pageInfo.hasNextPage, first.pageInfo.hasPreviousPage], [true, false])
    const rest = await changes({ after: first.pageInfo.endCursor })
    assert.deepEqual(
      told(rest).map((change) => change[0]),
      ['3', '4', '5'],
    )
    assert.deepEqual([rest.pageInfo.hasNextPage, rest.pageInfo.hasPreviousPage], [false, true])
    const none = await changes({ after: rest.pageInfo.endCursor })
    assert.deepEqual(none.edges, [])
  })

  it('refuses what it cannot go on from', async () => {
    const code = async (variables: object) => codesOf(await asking.ask(QUERY, { ...variables }))
    assert.deepEqual(await code({ first: 0 }), ['changes FIRST_OUT_OF_RANGE'])
    assert.deepEqual(await code({ first: 1001 }), ['changes FIRST_OUT_OF_RANGE'])
    assert.deepEqual(await code({ afterRevision: 3 }), ['changes REVISION_UNKNOWN'])
    assert.deepEqual(await code({ afterRevision: -1 }), ['changes REVISION_UNKNOWN'])
    assert.deepEqual(await code({ after: 'MS4w' }), ['changes CURSOR_INVALID'])
    assert.deepEqual(await code({ after: 'OS4x' }), ['changes CURSOR_INVALID'])
    const both = await asking.ask(QUERY, { after: 'MS4x', afterRevision: 1 })
    assert.deepEqual(codesOf(both), ['changes POSITION_AMBIGUOUS'])
    assert.match(both.errors[0]?.message ?? '', /afterRevision or after, not both/)
  })

  it('takes as many statements for a page of subjects as for one', async () => {
    const one = await asking.ask(QUERY, { first: 1 })
    const all = await asking.ask(QUERY, { first: 2 })
    assert.ok(all.statements <= one.statements, `${all.statements} after ${one.statements}`)
  })
})
