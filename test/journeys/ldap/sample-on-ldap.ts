import { publish } from '../../../services/directory/ldap/publish.ts'
import { type PublishContext, targetOf } from '../../../services/directory/ldap/publish-context.ts'
import { changeFeed } from '../../../services/directory/store/changes/change-feed.ts'
import { changeReader } from '../../../services/directory/store/changes/change-reader.ts'
import { watchRevisions } from '../../../services/directory/store/changes/revision-watch.ts'
import type { Tables } from '../../../services/directory/store/tables.ts'
import { openDatabase } from '../../../services/kit/database.ts'
import { createLog } from '../../../services/kit/log.ts'
import { type Slapd, SUFFIX, startSlapd } from '../../harness/slapd.ts'
import { NOW, openSampleGraph, type SampleGraph } from '../look-up/fixture/sample-graph.ts'

/** The sample, served as a graph and written to an LDAP server, both as of one instant. */
export interface SampleOnLdap extends AsyncDisposable {
  readonly graph: SampleGraph
  readonly slapd: Slapd
  readonly sorIds: readonly string[]
  readonly glns: readonly string[]
}

export async function openSampleOnLdap(): Promise<SampleOnLdap> {
  await using opening = new AsyncDisposableStack()
  const graph = opening.use(await openSampleGraph())
  const slapd = opening.use(await startSlapd())
  const url = graph.database
  const db = openDatabase<Tables>({ url, poolSize: 4 })
  opening.defer(() => db.destroy())
  const watch = opening.use(watchRevisions({ url }))
  const settings = {
    ...{ server: slapd.server(), tree: { base: SUFFIX, source: 'fundament' }, connections: 2 },
    grants: new Set<string>(),
  }
  const context: PublishContext = {
    ...{ ...settings, db, target: targetOf(settings), now: () => NOW },
    feed: changeFeed(db, { grants: settings.grants, reader: changeReader(db, watch) }),
    log: createLog({ level: 'error' }),
  }
  await publish(context)
  const units = await db
    .selectFrom('organisation_version')
    .select('sor_id')
    .distinct()
    .where('last_revision', 'is', null)
    .orderBy('sor_id')
    .execute()
  const mailboxes = await db.selectFrom('mailbox_version').select('gln').distinct().execute()
  const opened = opening.move()
  return {
    ...{ graph, slapd },
    sorIds: units.map(({ sor_id }) => sor_id),
    glns: mailboxes.map(({ gln }) => gln),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
