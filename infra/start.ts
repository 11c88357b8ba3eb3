import { runProgram } from '../services/kit/lifecycle.ts'
import { createLog } from '../services/kit/log.ts'
import { infraConfigFrom } from './config.ts'
import { provideDatabase } from './database.ts'

await runProgram(async ({ stopping, untilStopped }) => {
  const config = infraConfigFrom(process.env)
  const log = createLog({ level: config.logLevel })
  await using database = await provideDatabase(config, log)
  stopping.throwIfAborted()
  process.stdout.write(`PostgreSQL ${database.kind}\n`)
  process.stdout.write('Ready. Ctrl-C stops everything.\n')
  await untilStopped()
})
