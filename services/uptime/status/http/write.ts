import { reportCsv } from '../../domain/report/csv.ts'
import type { ServiceLevelReport, ServiceLevels } from '../../domain/report/service-level.ts'
import { maySee, type Sight } from '../../domain/sight.ts'
import type { StatusSnapshot } from '../../domain/status/snapshot.ts'
import { dayOf } from '../../domain/time/calendar.ts'
import { HealthWithheld, StatusNotFound, StatusUnread } from '../../errors/reading.ts'
import { atomFeed } from '../feed/atom.ts'
import { badge } from '../feed/badge.ts'
import { statusAsJson } from '../feed/json.ts'
import type { HeldHistory } from '../held/held-history.ts'
import { frontPage } from '../page/front.ts'
import { historyPage } from '../page/history.ts'
import { incidentPage } from '../page/incident.ts'
import { organisationPage } from '../page/organisation.ts'
import { reportPage } from '../page/report.ts'
import { servicePage } from '../page/service.ts'
import { type Answer, answerOf, HTML } from './answer.ts'
import type { Asked, Question } from './routes.ts'

/** What answers are made of beside the question. */
export interface Sources {
  readonly snapshot: StatusSnapshot
  readonly history: HeldHistory
  /** Service levels, as a caller with that sight may see them. */
  readonly levels: (sight: Sight) => ServiceLevels
}

/** Anybody's page may show it; it says nothing that is not released. */
const FOR_ALL = {
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
}

/**
 * Writes what a path asks for.
 *
 * @throws {StatusNotFound} where there is nothing, or nothing that the caller may see
 * @throws {HealthWithheld} for an organisation of which the caller may see nothing
 * @throws {StatusUnread} for history that can neither be read nor is remembered
 */
export async function write(asked: Asked, question: Question, from: Sources): Promise<Answer> {
  const { page } = question
  const lastModified = page.view.at
  const asHtml = (text: { toString(): string }) =>
    answerOf(text.toString(), { type: HTML, lastModified })
  switch (asked.kind) {
    case 'front':
      return asHtml(frontPage(page))
    case 'service':
      return asHtml(await ofService(asked.id, question, from))
    case 'organisation':
      return asHtml(ofOrganisation(asked.id, question, from))
    case 'incident':
      return asHtml(await ofIncident(asked.id, question, from))
    case 'history':
      return asHtml(await ofMonth(asked.id, question, from))
    case 'report':
      return asHtml(reportPage(page, await reportOf(asked.id, question, from)))
    case 'csv':
      return ofCsv(await reportOf(asked.id, question, from))
    case 'json':
      return answerOf(statusAsJson(page.view, page.isStale), {
        ...{ type: 'application/json', lastModified, headers: FOR_ALL },
      })
    case 'feed':
      return ofFeed(question)
    case 'badge':
      return ofBadge(asked.id, question)
    default:
      throw new StatusNotFound()
  }
}

async function ofService(id: string, { page }: Question, { history }: Sources) {
  const status = page.view.services.find(({ service }) => service.id === id)
  if (!status) throw new StatusNotFound()
  const read = await history.serviceHistory(id)
  return servicePage(page, status, read?.found ?? null)
}

function ofOrganisation(id: string, { page, sight }: Question, { snapshot }: Sources) {
  const of = { id, services: snapshot.services, accessPoints: snapshot.accessPoints }
  const services = of.services.filter(({ service }) => service.organisation === id)
  const accessPoints = of.accessPoints.filter(({ organisation }) => organisation === id)
  if (services.length + accessPoints.length === 0) throw new StatusNotFound()
  const seen = {
    id,
    services: services.filter(({ service }) => maySee(sight, service)),
    accessPoints: accessPoints.filter((point) => maySee(sight, point)),
  }
  if (seen.services.length + seen.accessPoints.length === 0) {
    throw new HealthWithheld(`organisation "${id}"`)
  }
  const withheld = accessPoints.length - seen.accessPoints.length
  return organisationPage(page, { ...seen, withheld })
}

async function ofIncident(id: string, { page }: Question, { snapshot, history }: Sources) {
  const held = snapshot.incidents.find((incident) => incident.id === id)
  const read = held ? { found: held } : await history.incident(id)
  if (read === null) throw new StatusUnread()
  const incident = read.found && page.view.cut(read.found)
  if (!incident) throw new StatusNotFound()
  return incidentPage(page, incident)
}

async function ofMonth(month: string, { page }: Question, { history }: Sources) {
  if (month > new Date(page.now).toISOString().slice(0, 7)) throw new StatusNotFound()
  const read = await history.monthHistory(month)
  if (read === null) throw new StatusUnread()
  return historyPage(page, read.found)
}

async function reportOf(month: string, { page, sight }: Question, { levels }: Sources) {
  if (month > dayOf(page.now).slice(0, 7)) throw new StatusNotFound()
  return levels(sight).report(month)
}

const ofCsv = (report: ServiceLevelReport): Answer =>
  answerOf(reportCsv(report), {
    ...{ type: 'text/csv; charset=utf-8', lastModified: null },
    headers: {
      'content-disposition': `attachment; filename="service-levels-${report.month}.csv"`,
    },
  })

function ofFeed({ page, origin }: Question): Answer {
  const { language } = page.texts
  const self = `${page.path}${page.asksLanguage ? `?lang=${language}` : ''}`
  const { feed, updated } = atomFeed(page, { origin, self })
  return answerOf(feed.toString(), {
    type: 'application/atom+xml; charset=utf-8',
    lastModified: updated === null ? null : Date.parse(updated),
    headers: FOR_ALL,
  })
}

function ofBadge(id: string, { page }: Question): Answer {
  const { texts, view, isStale } = page
  const status = view.services.find(({ service }) => service.id === id)
  // What was read too long ago is no longer known.
  const state = status && !isStale ? status.health.state : 'UNKNOWN'
  const name = status ? status.service.name[texts.language] : texts.words.service
  return answerOf(badge(name, state, texts.states[state]).toString(), {
    ...{ type: 'image/svg+xml; charset=utf-8', status: status ? 200 : 404, lastModified: null },
    headers: FOR_ALL,
  })
}
