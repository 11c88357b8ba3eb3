import type { Incident, IncidentEvent } from '../../domain/incident/incident.ts'
import { html, type Markup } from '../html.ts'
import { inLanguage, linkTo, type StatusContext } from './context.ts'

/** An incident that is open, with the last that was said of it. */
export function openIncident(page: StatusContext, incident: Incident): Markup {
  const { texts, format, view } = page
  const missed = incident.events.filter(({ kind }) => kind === 'UPDATE_MISSED').length
  const last = incident.events.findLast(({ kind }) => kind === 'UPDATE') ?? incident.events.at(-1)
  return html`<article class="incident">
<h3><a href="${linkTo(page, 'incident', incident.id)}">${inLanguage(page, view.titleOf(incident))}</a></h3>
<p class="incident-facts">${severity(page, incident)} ${texts.words.opened} ${format.instant(Date.parse(incident.openedAt))} · ${format.duration(page.now - Date.parse(incident.openedAt))}</p>
<p>${texts.words.affected}: ${affected(page, incident)}</p>
${last ? timeLine(page, [last]) : null}
${missed > 0 ? html`<p class="missed">${texts.sentences.missedUpdate}${missed > 1 ? ` (${missed}×)` : ''}</p>` : null}
${nextUpdate(page, incident)}
</article>`
}

export const severity = ({ texts }: StatusContext, incident: Incident): Markup =>
  html`<span class="severity severity-${incident.severity.toLowerCase()}">${texts.severities[incident.severity]}</span>`

/** When its owner owes the next word, and whether it is late. */
export function nextUpdate(
  { texts, format, now }: StatusContext,
  incident: Incident,
): Markup | null {
  if (incident.nextUpdateDue === null) return null
  const due = Date.parse(incident.nextUpdateDue)
  const late = due < now ? html` <strong class="late">(${texts.words.overdue})</strong>` : null
  return html`<p>${texts.words.nextUpdate}: ${format.instant(due)}${late}</p>`
}

/** The services of an incident by name, the cause first. */
export function affected(page: StatusContext, { root, services }: Incident): Markup {
  const first = services.toSorted((a, b) => Number(b.id === root) - Number(a.id === root))
  return html`${first.map(({ id }, index) => {
    const name = page.view.nameOf(id)
    return html`${index > 0 ? ', ' : ''}${name ? serviceLink(page, id) : id}`
  })}`
}

/** The name of a service, and the way to it where it has a page. */
export function serviceLink(page: StatusContext, id: string): Markup {
  const name = page.view.nameOf(id)
  const text = name ? inLanguage(page, name) : id
  const isWatched = page.view.services.some(({ service }) => service.id === id)
  return isWatched ? html`<a href="${linkTo(page, 'service', id)}">${text}</a>` : html`${text}`
}

/** What happened, one line after the other. */
export function timeLine(page: StatusContext, events: readonly IncidentEvent[]): Markup {
  const { texts, format } = page
  return html`<ol class="time-line nobullet-list no-max-width">
${events.map(
  (event) => html`<li class="event event-${event.kind.toLowerCase().replace('_', '-')}">
<p class="event-head"><strong>${texts.eventKinds[event.kind]}</strong> ${format.instant(Date.parse(event.at))}${event.author === null ? null : html` · ${texts.words.by} ${event.author}`}</p>
<p class="event-text">${inLanguage(page, event.text)}</p></li>`,
)}
</ol>`
}

/** Incidents in short, one a line. */
export function incidentList(page: StatusContext, incidents: readonly Incident[]): Markup {
  const { texts, format, view } = page
  return html`<ul class="incident-list nobullet-list no-max-width">${incidents.map((incident) => {
    const opened = Date.parse(incident.openedAt)
    const closed = incident.closedAt === null ? null : Date.parse(incident.closedAt)
    return html`<li>${severity(page, incident)} <a href="${linkTo(page, 'incident', incident.id)}">${inLanguage(page, view.titleOf(incident))}</a> <span class="incident-when">${format.instant(opened)} · ${closed === null ? texts.words.open : format.duration(closed - opened)}</span></li>`
  })}</ul>`
}
