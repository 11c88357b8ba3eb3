import { runProgram } from '../services/kit/lifecycle.ts'
import { hubServeConfigFrom } from './config.ts'
import { provideDatabase } from './database.ts'
import { firstLookUp } from './first-look-up.ts'
import { openHub } from './hub.ts'
import { importSample } from './sample/import-sample.ts'
import { GRAPHQL_PATH, observe, serveGraph } from './serve.ts'
import { committedSupergraph } from './supergraph.ts'

await runProgram(async ({ stopping, untilStopped }) => {
  const config = hubServeConfigFrom(process.env, 'fundament')
  const observed = await observe(config)
  const { telemetry, log } = observed
  await using _telemetry = telemetry
  await using database = await provideDatabase(config, log)
  stopping.throwIfAborted()
  await using hub = await openHub(database.url, config, observed)
  const sample = database.kind === 'embedded' ? await importSample(database.url) : null
  stopping.throwIfAborted()
  await using web = await serveGraph(committedSupergraph('public'), config, {
    ...observed,
    ...hub,
  })
  await using _work = await hub.startWork(web)
  const graph = new URL(GRAPHQL_PATH, web.url)
  if (sample) print('Sample    a register that does not exist has been loaded, see infra/sample')
  print(`Database  PostgreSQL, ${database.kind}`)
  print(`GraphQL   ${graph}`)
  print(`FHIR      ${new URL('/fhir', web.url)}`)
  print(`Status    ${new URL('/status', web.url)}`)
  print(`Internal  ${web.internalUrl}  (/metrics /livez /readyz)`)
  const example = await hub.directory.example()
  if (example) print(await firstLookUp(graph, example))
  print('Ready. Ctrl-C stops everything.')
  await untilStopped()
})

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
