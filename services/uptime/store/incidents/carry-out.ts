import { type Kysely, sql, type Transaction } from 'kysely'
import type { BothLanguages, Severity } from '../../domain/catalogue.ts'
import type { Decision } from '../../domain/incident/decide.ts'
import type { IncidentEventKind } from '../../domain/incident/incident.ts'
import { ruleText } from '../../domain/incident/words.ts'
import type { Tables } from '../tables.ts'

/** What decisions are carried out with. */
export interface CarryingOut {
  /** RFC 3339 in UTC. */
  readonly at: string
  readonly nameOf: (service: string) => BothLanguages
  readonly severityOf: (service: string) => Severity
  /** Names a new incident. */
  readonly newId: () => string
}

/** Carries decisions out in their order, all or none; each leaves its line in the time line. */
export async function carryOut(
  db: Kysely<Tables>,
  decisions: readonly Decision[],
  carrying: CarryingOut,
): Promise<void> {
  if (decisions.length === 0) return
  await db.transaction().execute(async (trx) => {
    for (const decision of decisions) await carryOutOne(trx, decision, carrying)
  })
}

async function carryOutOne(
  trx: Transaction<Tables>,
  decision: Decision,
  carrying: CarryingOut,
): Promise<void> {
  switch (decision.kind) {
    case 'open':
      return open(trx, decision, carrying)
    case 'reroot':
      return reroot(trx, decision, carrying)
    case 'merge':
      return merge(trx, decision, carrying)
    case 'join':
      await join(trx, decision, carrying)
      return addLine(trx, { ...decision, event: 'JOINED' }, carrying)
    case 'relapse':
      await setRecovered(trx, decision, null)
      return addLine(trx, { ...decision, event: 'RELAPSED' }, carrying)
    case 'recover':
      await setRecovered(trx, decision, carrying.at)
      return addLine(trx, { ...decision, event: 'RECOVERED' }, carrying)
    case 'close':
      await sql`update incident set closed_at = ${carrying.at} where id = ${decision.incident}`.execute(
        trx,
      )
      return addLine(trx, { incident: decision.incident, service: null, event: 'CLOSED' }, carrying)
  }
}

type Of<K extends Decision['kind']> = Extract<Decision, { readonly kind: K }>

async function open(
  trx: Transaction<Tables>,
  { root, services }: Of<'open'>,
  carrying: CarryingOut,
): Promise<void> {
  const incident = carrying.newId()
  const { at } = carrying
  await trx
    .insertInto('incident')
    .values({
      ...{ id: incident, root, severity: carrying.severityOf(root), opened_at: at },
      ...{ closed_at: null, merged_into: null },
    })
    .execute()
  await addLine(trx, { incident, service: root, event: 'OPENED' }, carrying)
  for (const service of services) {
    await join(trx, { incident, service }, carrying)
    if (service !== root) await addLine(trx, { incident, service, event: 'JOINED' }, carrying)
  }
}

async function reroot(
  trx: Transaction<Tables>,
  { incident, root }: Of<'reroot'>,
  carrying: CarryingOut,
): Promise<void> {
  await trx
    .updateTable('incident')
    .set({ root, severity: carrying.severityOf(root) })
    .where('id', '=', incident)
    .execute()
  await addLine(trx, { incident, service: root, event: 'CAUSE_FOUND' }, carrying)
}

async function merge(
  trx: Transaction<Tables>,
  { incident, into }: Of<'merge'>,
  carrying: CarryingOut,
): Promise<void> {
  await trx
    .updateTable('incident')
    .set({ closed_at: carrying.at, merged_into: into })
    .where('id', '=', incident)
    .execute()
  await addLine(trx, { incident, service: null, event: 'MERGED' }, carrying)
  await sql`
    insert into incident_service (incident, service, joined_at, recovered_at)
    select ${into}, service, ${carrying.at}, recovered_at from incident_service
    where incident = ${incident}
    on conflict (incident, service) do nothing`.execute(trx)
}

async function join(
  trx: Transaction<Tables>,
  { incident, service }: Pick<Of<'join'>, 'incident' | 'service'>,
  { at }: CarryingOut,
): Promise<void> {
  await trx
    .insertInto('incident_service')
    .values({ incident, service, joined_at: at, recovered_at: null })
    .onConflict((on) => on.columns(['incident', 'service']).doUpdateSet({ recovered_at: null }))
    .execute()
}

async function setRecovered(
  trx: Transaction<Tables>,
  { incident, service }: Pick<Of<'recover'>, 'incident' | 'service'>,
  at: string | null,
): Promise<void> {
  await trx
    .updateTable('incident_service')
    .set({ recovered_at: at })
    .where('incident', '=', incident)
    .where('service', '=', service)
    .execute()
}

interface Line {
  readonly incident: string
  readonly service: string | null
  readonly event: Exclude<IncidentEventKind, 'UPDATE'>
}

const NOBODY: BothLanguages = { da: '', en: '' }

async function addLine(
  trx: Transaction<Tables>,
  { incident, service, event }: Line,
  { at, nameOf }: CarryingOut,
): Promise<void> {
  const text = ruleText(event, service === null ? NOBODY : nameOf(service))
  await trx
    .insertInto('incident_event')
    .values({ incident, at, kind: event, service, author: null, text: JSON.stringify(text) })
    .execute()
}
