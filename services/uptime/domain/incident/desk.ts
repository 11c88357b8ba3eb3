import type { BothLanguages } from '../catalogue.ts'
import type { Incident } from './incident.ts'
import type { Maintenance } from './maintenance.ts'

/** Maintenance as somebody announces it. */
export interface MaintenanceAsked {
  /** Of maintenance that is announced anew; null for a new one. */
  readonly id: string | null
  readonly services: readonly string[]
  /** RFC 3339. */
  readonly startsAt: string
  /** RFC 3339, not in it. */
  readonly endsAt: string
  readonly title: BothLanguages
}

/** What those who run services tell of them: operators of all, owners of their own. */
export interface IncidentDesk {
  /**
   * Adds a word to a time line, under the caller's name.
   *
   * @throws {IncidentUnknown} where the caller may see none of that id
   * @throws {AnnouncementDenied} where the caller neither owns the service that is its cause nor is an operator
   * @throws {TextRefused} where a text is empty, too long, or holds what may be a person number
   */
  addUpdate(incident: string, text: BothLanguages): Promise<Incident>
  /**
   * Announces maintenance, or says it anew.
   *
   * @throws {ServiceUnknown} where the caller may see no service of that id
   * @throws {MaintenanceUnknown} where there is none of that id, or it was cancelled
   * @throws {AnnouncementDenied} where one of the services, before or now, is not the caller's
   * @throws {MaintenanceInvalid} where its times cannot be
   * @throws {TextRefused} as above
   */
  announce(asked: MaintenanceAsked): Promise<Maintenance>
  /**
   * Cancels maintenance that has not begun; what is going on ends now, and what has passed of it counts.
   *
   * @throws {MaintenanceUnknown} where there is none of that id that could be cancelled
   * @throws {AnnouncementDenied} where one of the services is not the caller's
   */
  cancel(id: string): Promise<void>
}
