import { fileURLToPath } from 'node:url'
import { runCommand } from './gate/command.ts'
import { runTests, type TestRun } from './gate/run-tests.ts'
import { type Step, stepTable } from './gate/step.ts'
import { systemPackages } from './gate/system-packages.ts'
import { testFiles } from './gate/test-files.ts'
import { TEST_DATABASE_URL, testServer } from './harness/database.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** Several times what it takes on two quiet cores; what is not done by then hangs. */
const DEADLINE_MS = 40 * 60_000

const print = (text: string): void => {
  if (text) process.stdout.write(`${text}\n`)
}

/** The whole gate, or only the test files that are asked for by name. */
async function gate(asked: readonly string[], signal: AbortSignal): Promise<boolean> {
  const files = testFiles(ROOT, asked)
  const packages = await systemPackages(signal)
  const checks = asked.length === 0 ? staticChecks(signal) : []
  const run = await testsOnOneServer(files, signal)
  const { passed, seconds } = run
  const steps = [
    packages,
    ...(await Promise.all(checks)),
    { name: 'tests', passed, seconds, output: '' },
  ]
  report(steps, run)
  return steps.every((step) => step.passed)
}

const staticChecks = (signal: AbortSignal): readonly Promise<Step>[] => [
  runCommand('format and lint', tool('biome', 'ci', '--colors=off', '.'), signal),
  runCommand('types', tool('tsc', '--pretty', 'false'), signal),
]

const tool = (name: string, ...args: readonly string[]): readonly [string, ...string[]] => [
  process.execPath,
  `node_modules/.bin/${name}`,
  ...args,
]

/** One PostgreSQL serves every file of the run; each file makes a database of its own in it. */
async function testsOnOneServer(files: readonly string[], signal: AbortSignal): Promise<TestRun> {
  await using server = await testServer()
  process.env[TEST_DATABASE_URL] = server.url.reveal()
  return await runTests(ROOT, files, { print, signal })
}

function report(steps: readonly Step[], { skipped, counts }: TestRun): void {
  for (const { passed, name, output } of steps) {
    if (!passed && output) print(`\n✖ ${name}\n${output.trimEnd()}`)
  }
  for (const text of skipped) print(`﹣ skipped: ${text}`)
  print(`\n${stepTable(steps)}\n`)
  for (const count of counts) print(`ℹ ${count}`)
}

function interruption(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => controller.abort())
  }
  return controller.signal
}

process.chdir(ROOT)
const signal = AbortSignal.any([interruption(), AbortSignal.timeout(DEADLINE_MS)])
process.exitCode = (await gate(process.argv.slice(2), signal)) ? 0 : 1
