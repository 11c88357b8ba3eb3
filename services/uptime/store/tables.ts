import type { HistoryTables } from './tables/history.ts'
import type { IncidentTables } from './tables/incidents.ts'
import type { SubscriberTables } from './tables/subscribers.ts'
import type { TargetTables } from './tables/targets.ts'

/** The tables of uptime, in a schema of their own. */
export interface Tables extends TargetTables, HistoryTables, IncidentTables, SubscriberTables {}

/** The PostgreSQL schema in which all of it lies. */
export const SCHEMA = 'uptime'
