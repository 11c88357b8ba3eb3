import type { IncidentDesk } from '../domain/incident/desk.ts'
import type { ServiceLevels } from '../domain/report/service-level.ts'
import type { IncidentSubscriptions } from '../domain/subscriber/subscription.ts'
import type { Uptime } from '../domain/uptime.ts'

/** What every resolver of one operation is given. */
export interface Context {
  readonly uptime: Uptime
  readonly desk: IncidentDesk
  readonly levels: ServiceLevels
  readonly subscriptions: IncidentSubscriptions
}
