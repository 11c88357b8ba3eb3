import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sampleSorId } from '../../../infra/sample/identifiers.ts'
import { sampleUnits } from '../../../infra/sample/sample.ts'
import { startProcess } from '../../harness/process.ts'
import { ROOT } from '../../rooms/project.ts'
import { askingOf } from '../look-up/fixture/asking.ts'
import { openSampleGraph, type SampleGraph, SET_UPS } from '../look-up/fixture/sample-graph.ts'

interface Found {
  readonly rule: string
  readonly subjectId: string
  readonly ownerId: string | null
}

describe('check', () => {
  let graph: SampleGraph
  before(async () => {
    graph = await openSampleGraph()
  })
  after(() => graph[Symbol.asyncDispose]())

  const check = async (...args: readonly string[]) => {
    const command = [process.execPath, 'infra/fundament.ts', 'check', ...args] as const
    const env = { DATABASE_URL: graph.database.reveal(), LOG_LEVEL: 'error' }
    await using started = startProcess([...command], { cwd: ROOT, env })
    const { code } = await started.ended
    return { code, output: started.output() }
  }
  const json = async (...args: readonly string[]) =>
    JSON.parse((await check('--json', ...args)).output)

  it('finds just those units without an endpoint that the graph answers with none', async () => {
    const { day, findings, revision } = await json()
    assert.equal(revision, 1)
    const found = (findings as readonly Found[])
      .filter(({ rule }) => ['UNIT_WITHOUT_ENDPOINT', 'INHERITED_FROM_CLOSED_UNIT'].includes(rule))
      .map(({ subjectId }) => subjectId)
    const [setUp] = SET_UPS
    const { ask } = askingOf(() => graph, setUp)
    const query = `query ($keys: [OrganisationKey!]!, $on: Date) {
      organisationsByKeys(keys: $keys, on: $on) { sorId status level endpoints { id } } }`
    const keys = sampleUnits().map(({ sorId }) => ({ sorId }))
    const { data } = await ask(query, { keys, on: day })
    const inherits = new Map(
      sampleUnits().map((unit) => [unit.sorId, unit.mailbox === 'inherited']),
    )
    type Shown = { sorId: string; status: string; level: string; endpoints: readonly object[] }
    const expected = (data.organisationsByKeys as readonly (Shown | null)[]).flatMap((unit) =>
      unit !== null &&
      unit.status === 'ACTIVE' &&
      unit.endpoints.length === 0 &&
      (unit.level === 'INSTITUTION' || (unit.level === 'UNIT' && inherits.get(unit.sorId)))
        ? [unit.sorId]
        : [],
    )
    assert.ok(expected.length > 0)
    assert.deepEqual(found.sort(), expected.sort())
  })

  it('shows counts by rule and owner, the first of each rule, and says how many more there are', async () => {
    const { code, output } = await check('--first', '1')
    assert.equal(code, 0, output)
    const { counts, findings } = await json()
    assert.match(output, new RegExp(`^${findings.length} findings in revision 1, on `))
    for (const { rule, severity, count } of counts) {
      assert.match(output, new RegExp(`^ *${count}  ${rule} ${severity}$`, 'm'))
    }
    const shown = output.match(/^ {4}(ERROR|WARNING|INFO) /gm)?.length ?? 0
    const left = [...output.matchAll(/… and (\d+) more of /g)].reduce(
      (sum, [, n]) => sum + Number(n),
      0,
    )
    assert.ok(left > 0)
    assert.equal(shown + left, findings.length)
    const all = await check('--all')
    assert.equal(all.output.match(/^ {4}(ERROR|WARNING|INFO) /gm)?.length, findings.length)
    assert.doesNotMatch(all.output, /more/)
  })

  it('can be of one rule, and of one owner with all below it', async () => {
    const owner = sampleSorId(1)
    const { findings } = await json('--owner', owner, '--rule', 'UNIT_WITHOUT_ENDPOINT')
    assert.ok(findings.length > 0)
    for (const { rule, ownerId } of findings as readonly Found[]) {
      assert.deepEqual([rule, ownerId], ['UNIT_WITHOUT_ENDPOINT', owner])
    }
  })

  it('exits with 3 for findings where that is asked for, and with 2 for what cannot be asked', async () => {
    assert.equal((await check('--fail-on-findings')).code, 3)
    const none = await check('--fail-on-findings', '--owner', sampleSorId(8888))
    assert.equal(none.code, 0, none.output)
    for (const args of [['--rule', 'NONE'], ['--owner', '1'], ['--what'], ['--first', '0']]) {
      const { code, output } = await check(...args)
      assert.equal(code, 2)
      assert.match(output, /^Cannot .*\n\nnpm run fundament -- check/)
    }
  })
})
