import { CursorInvalid } from '../../kit/paging.ts'
import type { Incident } from '../domain/incident/incident.ts'
import type { IncidentCursor } from '../domain/uptime.ts'

/** @returns a cursor that stands behind the incident */
export const cursorOf = ({ openedAt, id }: Pick<Incident, 'openedAt' | 'id'>): string =>
  Buffer.from(`${openedAt} ${id}`).toString('base64url')

/** @throws {CursorInvalid} where none of our pages gave it */
export function incidentCursor(cursor: string): IncidentCursor {
  const [openedAt = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const found = { openedAt, id }
  if (Number.isNaN(Date.parse(openedAt)) || id === '' || cursorOf(found) !== cursor) {
    throw new CursorInvalid(cursor)
  }
  return found
}
