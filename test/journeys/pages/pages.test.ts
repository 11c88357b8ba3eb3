import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { startProcess } from '../../harness/process.ts'
import { PROGRAMS, withSystemPrograms } from '../../harness/system-programs.ts'
import { type Page, pagesOf } from './page.ts'
import { holdPrinted } from './printed.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')
/** The addresses that pages are written for; a test listens elsewhere. */
const WRITTEN = /http:\/\/127\.0\.0\.1:4000/g
const WRITTEN_INTERNAL = /http:\/\/127\.0\.0\.1:4001/g
/** Ends the output of a step; no page prints it. */
const END_OF_STEP = '\u001e'

describe('pages', () => {
  for (const page of pagesOf(ROOT)) {
    withSystemPrograms(programsOf(page), () => {
      it(`${page.path} is true as pasted`, async () => {
        const folder = await mkdtemp(join(tmpdir(), 'fundament-page-'))
        try {
          await run(page, folder)
        } finally {
          await rm(folder, { recursive: true, force: true })
        }
      })
    })
  }
})

/** The system's programs that the commands of a page start. */
function programsOf({ steps }: Page): readonly string[] {
  const starts = (name: string) => new RegExp(`(^|[/ ])${name} `, 'm')
  return Object.keys(PROGRAMS).filter((name) =>
    steps.some(({ command }) => starts(name).test(command)),
  )
}

async function run({ steps }: Page, folder: string): Promise<void> {
  const env = { FUNDAMENT_DATA_DIR: join(folder, 'data'), PORT: '0', npm_lifecycle_event: '' }
  await using start = startProcess([process.execPath, 'infra/start.ts'], { cwd: ROOT, env })
  const [, url = ''] = await start.waitFor(/^GraphQL {3}(http:\/\/[^/]+)/m, 60_000)
  const [, internal = ''] = await start.waitFor(/^Internal {2}(http:\/\/[^/]+)/m, 60_000)
  await start.waitFor(/^Ready\./m, 60_000)
  const there = (command: string) =>
    command.replace(WRITTEN, url).replace(WRITTEN_INTERNAL, internal)
  const script = steps.map(({ command }) => `${there(command)}\nprintf '${END_OF_STEP}'`).join('\n')
  const shell = ['bash', '-euo', 'pipefail', '-c', script] as const
  await using pasted = startProcess([...shell], { cwd: ROOT, env: { ...env, TMPDIR: folder } })
  const { code } = await pasted.ended
  assert.equal(code, 0, `${pasted.output()}\n${start.output()}`)
  const outputs = pasted.output().split(END_OF_STEP)
  for (const [index, step] of steps.entries()) holdPrinted(step, outputs[index] ?? '')
  start.signal('SIGTERM', 'alone')
  assert.deepEqual(await start.ended, { code: 0, signal: null })
}
