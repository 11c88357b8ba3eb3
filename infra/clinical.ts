import { resourceMetadata } from '../gateway/resource-metadata.ts'
import type { Secret } from '../services/kit/secret.ts'
import type { RecordConfig } from '../services/record/config.ts'
import type { SandboxService } from '../services/sandbox/service.ts'
import type { Hub } from './hub.ts'
import { directoryHere, openRecord } from './record.ts'
import { platformSubject } from './sample/platform-catalogue.ts'
import type { Observed, ServedGraph, WebSurroundings } from './serve.ts'
import { signInsAt } from './sign-ins.ts'
import { committedSupergraph, GRAPH_PATHS } from './supergraph.ts'

/** The clinical graph beside the public one, in one process. */
export interface Clinical
  extends AsyncDisposable,
    Required<Pick<WebSurroundings, 'checks' | 'routers'>> {
  readonly graph: ServedGraph
  /** Where people sign in. */
  readonly signIn: URL
  /** Begins what goes on beside answering. Ends when disposed. */
  startWork(): AsyncDisposable
}

/** What the clinical graph stands on. */
export interface ClinicalGround {
  readonly hub: Pick<Hub, 'directory' | 'uptime' | 'places'>
  readonly database: Secret
  readonly sandbox: SandboxService
  readonly publicUrl: URL | null
}

/** Opens the record, over the platform that the sandbox plays, and joins it to the rest. */
export async function openClinical(
  { hub, database, sandbox, publicUrl }: ClinicalGround,
  config: RecordConfig,
  observed: Observed,
): Promise<Clinical> {
  const issuer = sandbox.profile.signIn?.issuer
  if (!issuer) throw new TypeError('Cannot serve the clinical graph: nobody signs in')
  const { directory, uptime, places } = hub
  const record = await openRecord(
    {
      ...{ database, sandbox, directory: directoryHere(directory.subgraph, observed) },
      onCall: ({ source, ...call }) =>
        uptime.recordCall({ subjectKey: platformSubject(source), ...call }),
    },
    config,
    observed,
  )
  const path = GRAPH_PATHS.clinical
  return {
    graph: {
      ...{ supergraph: committedSupergraph('clinical'), path, signIns: signInsAt(issuer) },
      places: [...places, { kind: 'here', subgraph: record.subgraph, takesPersons: true }],
    },
    signIn: issuer,
    checks: [{ name: 'record', check: () => record.ready() }],
    routers: [resourceMetadata({ path, issuer, publicUrl })],
    startWork: () => record.startWork(),
    [Symbol.asyncDispose]: () => record[Symbol.asyncDispose](),
  }
}
