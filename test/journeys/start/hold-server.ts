import { startEmbeddedPostgres } from '../../../infra/postgres/embedded.ts'
import { DISPOSABLE } from '../../../infra/postgres/settings.ts'
import { runProgram } from '../../../services/kit/lifecycle.ts'
import { createLog } from '../../../services/kit/log.ts'

// One user of the embedded server in the folder that the argument names, until told to stop.
await runProgram(async ({ untilStopped }) => {
  const [dataDir = ''] = process.argv.slice(2)
  const log = createLog({ level: 'warn' })
  await using server = await startEmbeddedPostgres({ dataDir, log, settings: DISPOSABLE })
  process.stdout.write(`port ${server.port}\n`)
  await untilStopped()
  return 0
})
