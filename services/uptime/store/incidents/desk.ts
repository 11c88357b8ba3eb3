import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { BothLanguages, CatalogueService } from '../../domain/catalogue.ts'
import { announcedAtOf, instantOf, wrongTimes } from '../../domain/incident/announcing.ts'
import type { IncidentDesk, MaintenanceAsked } from '../../domain/incident/desk.ts'
import type { Maintenance } from '../../domain/incident/maintenance.ts'
import { wrongText } from '../../domain/public-text.ts'
import { mayAnnounce, type Sight } from '../../domain/sight.ts'
import type { Uptime } from '../../domain/uptime.ts'
import {
  AnnouncementDenied,
  IncidentUnknown,
  MaintenanceInvalid,
  MaintenanceUnknown,
  ServiceUnknown,
  TextRefused,
} from '../../errors/desk.ts'
import {
  announceMaintenance,
  cancelMaintenance,
  lockMaintenance,
} from '../maintenance/maintenance.ts'
import type { Tables } from '../tables.ts'
import { addOwnerUpdate } from './updates.ts'

/** Who sits at the desk. */
export interface DeskOptions {
  readonly sight: Sight
  /** The caller's name; null for an anonymous one, which may announce nothing. */
  readonly author: string | null
  /** As the caller sees it. */
  readonly uptime: Pick<Uptime, 'service' | 'incident'>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const MOST_CHARACTERS = 2_000
const MOST_IN_TITLE = 200
const MOST_SERVICES = 100

/** What one caller may tell of services. */
export function incidentDesk(db: Kysely<Tables>, options: DeskOptions): IncidentDesk {
  const { uptime, now } = options
  return {
    addUpdate: async (id, text) => {
      const incident = await uptime.incident(id)
      if (!incident) throw new IncidentUnknown(id)
      const author = authorOf([await uptime.service(incident.root)], {
        ...options,
        what: `add an update to incident "${id}"`,
      })
      checkText(text, MOST_CHARACTERS)
      await addOwnerUpdate(db, { incident: id, author, text, at: new Date(now()).toISOString() })
      const changed = await uptime.incident(id)
      if (!changed) throw new IncidentUnknown(id)
      return changed
    },
    announce: async (asked) => {
      const services = await servicesOf(asked.services, uptime)
      authorOf(services, { ...options, what: 'announce maintenance of these services' })
      checkText(asked.title, MOST_IN_TITLE)
      const wrong = wrongTimes(asked, now())
      if (wrong !== null) throw new MaintenanceInvalid(wrong)
      return db.transaction().execute((trx) => announce(trx, asked, options))
    },
    cancel: (id) => db.transaction().execute((trx) => cancel(trx, id, options)),
  }
}

function checkText(text: BothLanguages, most: number): void {
  const wrong = wrongText(text, most)
  if (wrong !== null) throw new TextRefused(wrong)
}

async function servicesOf(
  ids: readonly string[],
  uptime: DeskOptions['uptime'],
): Promise<readonly CatalogueService[]> {
  if (ids.length === 0) throw new MaintenanceInvalid('it is of no service')
  if (ids.length > MOST_SERVICES) {
    throw new MaintenanceInvalid(`it is of more than ${MOST_SERVICES} services`)
  }
  return Promise.all(
    ids.map(async (id) => {
      const service = await uptime.service(id)
      if (!service) throw new ServiceUnknown(id)
      return service
    }),
  )
}

/**
 * The name under which a caller may tell of services.
 *
 * @param services null for one that it may not see, or that is no longer there
 */
function authorOf(
  services: readonly (CatalogueService | null)[],
  { sight, author, what }: Pick<DeskOptions, 'sight' | 'author'> & { readonly what: string },
): string {
  const isAllowed = services.every((service) => mayAnnounce(sight, service))
  if (author === null || !isAllowed) throw new AnnouncementDenied(what)
  return author
}

async function announce(
  trx: Transaction<Tables>,
  { id, services, startsAt, endsAt, title }: MaintenanceAsked,
  options: DeskOptions,
): Promise<Maintenance> {
  const former = id === null ? null : await ownMaintenance(trx, id, options)
  const times = { startsAt: inUtc(startsAt), endsAt: inUtc(endsAt) }
  const next = { id: id ?? randomUUID(), services: [...new Set(services)], ...times, title }
  const announced = { ...next, announcedAt: announcedAtOf(next, former, options.now()) }
  await announceMaintenance(trx, announced)
  return announced
}

async function cancel(trx: Transaction<Tables>, id: string, options: DeskOptions): Promise<void> {
  const former = await ownMaintenance(trx, id, options)
  const now = options.now()
  const at = new Date(now).toISOString()
  if (now < Date.parse(former.startsAt)) await cancelMaintenance(trx, id, at)
  // What has passed was announced, and stays what it was.
  else await announceMaintenance(trx, { ...former, endsAt: at })
}

async function ownMaintenance(
  trx: Transaction<Tables>,
  id: string,
  options: DeskOptions,
): Promise<Maintenance> {
  const found = await lockMaintenance(trx, id)
  if (!found) throw new MaintenanceUnknown(id)
  const services = await Promise.all(found.services.map((one) => options.uptime.service(one)))
  // Who may see nothing of it is not told that it is there.
  if (services.every((service) => service === null)) throw new MaintenanceUnknown(id)
  authorOf(services, { ...options, what: `change maintenance "${id}"` })
  if (Date.parse(found.endsAt) <= options.now()) throw new MaintenanceUnknown(id)
  return found
}

const inUtc = (text: string): string => new Date(instantOf(text) ?? Number.NaN).toISOString()
