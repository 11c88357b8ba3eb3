import { runProgram } from '../services/kit/lifecycle.ts'
import type { Secret } from '../services/kit/secret.ts'
import { type Clinical, openClinical } from './clinical.ts'
import { provideDatabase } from './database.ts'
import { firstLookUp } from './first-look-up.ts'
import { type Hub, openHub } from './hub.ts'
import { type HubServeConfig, hubServeConfigFrom } from './hub-config.ts'
import { importSample } from './sample/import-sample.ts'
import { GRAPHQL_PATH, type Observed, observe, serveGraphs } from './serve.ts'
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
  await using clinical = await clinicalOf(hub, config, { database: database.url, observed })
  const { places, checks, routers, onCall } = hub
  const open = { supergraph: committedSupergraph('public'), path: GRAPHQL_PATH, places }
  await using web = await serveGraphs([open, ...(clinical ? [clinical.graph] : [])], config, {
    ...{ ...observed, onCall },
    checks: [...checks, ...(clinical?.checks ?? [])],
    routers: [...routers, ...(clinical?.routers ?? [])],
  })
  await using _work = await hub.startWork(web)
  await using _clinicalWork = clinical?.startWork() ?? null
  const graph = new URL(GRAPHQL_PATH, web.url)
  if (sample) print('Sample    a register that does not exist has been loaded, see infra/sample')
  print(`Database  PostgreSQL, ${database.kind}`)
  print(`GraphQL   ${graph}`)
  if (clinical === null)
    print('Clinical  not served: nothing but the sandbox is asked, and that is off')
  else print(`Clinical  ${new URL(clinical.graph.path, web.url)}  (sign in at ${clinical.signIn})`)
  print(`FHIR      ${new URL('/fhir', web.url)}`)
  print(`Status    ${new URL('/status', web.url)}`)
  print(`Internal  ${web.internalUrl}  (/metrics /livez /readyz /traces)`)
  const example = await hub.directory.example()
  if (example) print(await firstLookUp(graph, example))
  print('Ready. Ctrl-C stops everything.')
  await untilStopped()
})

interface Ground {
  readonly database: Secret
  readonly observed: Observed
}

/** Null where the sandbox is configured away: nothing else is asked about a citizen. */
async function clinicalOf(
  hub: Hub,
  { record, directory: { publicUrl } }: HubServeConfig,
  { database, observed }: Ground,
): Promise<Clinical | null> {
  const { sandbox } = hub
  if (!sandbox) return null
  return openClinical({ hub, database, sandbox, publicUrl }, record, observed)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
