import type { ServiceHistory } from '../../domain/status/history.ts'
import type { ServiceStatus } from '../../domain/status/snapshot.ts'
import { dayBars, dayTable } from '../chart/bars.ts'
import { latencyChart } from '../chart/latency.ts'
import { html, type Markup } from '../html.ts'
import { budgetSection, fact, figures } from './budget.ts'
import { inLanguage, linkTo, type StatusContext } from './context.ts'
import { frame } from './frame.ts'
import { incidentList, serviceLink } from './incidents.ts'
import { maintenanceList } from './maintenance.ts'
import { legend, sinceOf } from './services.ts'
import { stale } from './stale.ts'
import { stateClass, stateMark } from './state.ts'

/**
 * One service with all that is known of it.
 *
 * @param history null where it cannot be read now
 */
export function servicePage(
  page: StatusContext,
  status: ServiceStatus,
  history: ServiceHistory | null,
): Markup {
  const { texts, view } = page
  const { headings, sentences, site, states } = texts
  const { service, health, days } = status
  const name = inLanguage(page, service.name)
  const windows = view.maintenance.filter(({ services }) => services.includes(service.id))
  return frame(page, {
    title: name,
    part: null,
    above: [{ name: site.status, href: linkTo(page) }],
    main: html`${stale(page)}
<h1>${name}</h1>
<div class="overall ${stateClass(health.state)}">${stateMark(health.state)}<div><p class="overall-state">${states[health.state]}</p><p>${sinceOf(page, status)}</p></div></div>
${figures(page, status)}
${windows.length > 0 ? html`<section aria-labelledby="maintenance"><h2 id="maintenance">${headings.maintenance}</h2>${maintenanceList(page, windows)}</section>` : null}
<section aria-labelledby="latency"><h2 id="latency">${headings.latency}</h2>
${history === null ? html`<p>${sentences.noHistoryNow}</p>` : latencyChart(page, history.latency, view.at)}</section>
<section aria-labelledby="days"><h2 id="days">${headings.days}</h2>
${dayBars(page, name, days)}
<p class="bars-ends" aria-hidden="true"><span>${texts.daysAgo(days.length - 1)}</span><span>${sentences.today}</span></p>
${dayTable(page, days)}
${legend(page)}</section>
${budgetSection(page, status)}
${incidents(page, history)}
${dependencies(page, status)}
${changes(page, history)}
${facts(page, status)}`,
  })
}

function incidents(page: StatusContext, history: ServiceHistory | null): Markup {
  const { headings, sentences } = page.texts
  const seen = history?.incidents.flatMap((incident) => page.view.cut(incident) ?? []) ?? []
  const none = history === null ? sentences.noHistoryNow : sentences.noIncidents
  return html`<section aria-labelledby="incidents"><h2 id="incidents">${headings.incidents}</h2>
${seen.length > 0 ? incidentList(page, seen) : html`<p>${none}</p>`}</section>`
}

function dependencies(page: StatusContext, { service }: ServiceStatus): Markup {
  const { headings, words } = page.texts
  const seen = new Set(page.view.services.map((one) => one.service.id))
  const dependents = page.view.services.filter((one) => one.service.dependsOn.includes(service.id))
  const list = (ids: readonly string[]) =>
    ids.length > 0
      ? html`<ul>${ids.map((id) => html`<li>${serviceLink(page, id)}</li>`)}</ul>`
      : html`<p>${words.none}</p>`
  return html`<div class="two-columns">
<section aria-labelledby="needs"><h2 id="needs">${headings.dependsOn}</h2>${list(service.dependsOn.filter((id) => seen.has(id)))}</section>
<section aria-labelledby="needed"><h2 id="needed">${headings.dependents}</h2>${list(dependents.map((one) => one.service.id))}</section>
</div>`
}

function changes({ texts, format }: StatusContext, history: ServiceHistory | null): Markup | null {
  if (history === null || history.capabilityChanges.length === 0) return null
  return html`<section aria-labelledby="changes"><h2 id="changes">${texts.headings.capability}</h2>
<ul>${history.capabilityChanges.map(({ at }) => html`<li>${format.instant(Date.parse(at))}: ${texts.sentences.capabilityChanged}</li>`)}</ul></section>`
}

function facts(page: StatusContext, { service, health }: ServiceStatus): Markup {
  const { texts, format } = page
  const { words, headings, sentences } = texts
  const instant = (at: string | null) => (at === null ? '–' : format.instant(Date.parse(at)))
  const days = health.certificateDaysLeft
  return html`<section aria-labelledby="facts"><h2 id="facts">${headings.facts}</h2>
${service.probes.length === 0 ? html`<p>${sentences.notMeasuredItself}</p>` : null}
<dl class="facts">
${fact(words.owner, service.owner)}
${fact(words.protocol, service.protocol)}
${fact(words.environment, service.environment)}
${fact(words.severity, texts.severities[service.severity])}
${fact(words.lastChecked, instant(health.lastChecked))}
${fact(words.lastSuccess, instant(health.lastSuccess))}
${days === null ? null : fact(words.certificate, texts.certificateDays(days))}
${service.contacts.map(({ value }) => fact(words.contacts, value))}
</dl></section>`
}
