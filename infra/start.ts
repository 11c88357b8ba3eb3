import { runProgram } from '../services/kit/lifecycle.ts'
import { directoryServeConfigFrom } from './config.ts'
import { provideDatabase } from './database.ts'
import { openDirectory } from './directory.ts'
import { firstLookUp } from './first-look-up.ts'
import { importSample } from './sample/import-sample.ts'
import { GRAPHQL_PATH, observe, serveGraph, surroundings } from './serve.ts'
import { committedSupergraph } from './supergraph.ts'
import { withWebhookKey } from './webhook-key.ts'

await runProgram(async ({ stopping, untilStopped }) => {
  const config = directoryServeConfigFrom(process.env, 'fundament')
  const observed = await observe(config)
  const { telemetry, log } = observed
  await using _telemetry = telemetry
  await using database = await provideDatabase(config, log)
  stopping.throwIfAborted()
  await using directory = await openDirectory(database.url, withWebhookKey(config), telemetry)
  const sample = database.kind === 'embedded' ? await importSample(database.url) : null
  stopping.throwIfAborted()
  await using web = await serveGraph(committedSupergraph(), config, {
    ...observed,
    places: [{ kind: 'here', subgraph: directory.subgraph }],
    checks: [{ name: 'register', check: () => directory.ready() }],
    routers: directory.routers(surroundings(config, observed)),
  })
  await using _work = directory.startWork(surroundings(config, observed))
  const graph = new URL(GRAPHQL_PATH, web.url)
  if (sample) print('Sample    a register that does not exist has been loaded, see infra/sample')
  print(`Database  PostgreSQL, ${database.kind}`)
  print(`GraphQL   ${graph}`)
  print(`FHIR      ${new URL('/fhir', web.url)}`)
  print(`Internal  ${web.internalUrl}  (/metrics /livez /readyz)`)
  const example = await directory.example()
  if (example) print(await firstLookUp(graph, example))
  print('Ready. Ctrl-C stops everything.')
  await untilStopped()
})

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
