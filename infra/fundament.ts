import { setFlagsFromString } from 'node:v8'
import { runProgram } from '../services/kit/lifecycle.ts'
import { IMPORT_USAGE } from './import-arguments.ts'

type Command = (args: readonly string[], stopping: AbortSignal) => Promise<number>

/** Loaded when asked for, so that one command does not pay for the other. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['import', loadImport],
  ['check', async () => (await import('./check.ts')).runCheck],
  ['ldap-publish', async () => (await import('./ldap-publish.ts')).runLdapPublish],
  ['export', async () => (await import('./export.ts')).runExport],
  ['follow', async () => (await import('./follow.ts')).runFollow],
  ['probe', async () => (await import('./probe.ts')).runProbe],
  ['redact', async () => (await import('./redact.ts')).runRedact],
  ['report', async () => (await import('./report.ts')).runReport],
  ['serve', async () => (await import('./run-serve.ts')).runServe],
])

async function loadImport(): Promise<Command> {
  // The objects of an import die young; a large nursery would only be memory that is never given back. It must be said
  // before the nursery has grown.
  setFlagsFromString('--semi-space-growth-factor=1')
  return (await import('./import.ts')).runImport
}

await runProgram(async ({ stopping }) => {
  const [name = '', ...args] = process.argv.slice(2)
  const command = await COMMANDS.get(name)?.()
  if (command) return command(args, stopping)
  process.stderr.write(
    `Cannot run command "${name}": there is ${[...COMMANDS.keys()].join(', ')}\n`,
  )
  process.stderr.write(`\n${IMPORT_USAGE}`)
  return 2
})
