import { runProgram } from '../services/kit/lifecycle.ts'
import { IMPORT_USAGE } from './import-arguments.ts'

type Command = (args: readonly string[], stopping: AbortSignal) => Promise<number>

/** Loaded when asked for, so that one command does not pay for the other. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['import', async () => (await import('./import.ts')).runImport],
  ['serve', async () => (await import('./run-serve.ts')).runServe],
])

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
