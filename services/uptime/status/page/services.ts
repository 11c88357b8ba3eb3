import type { ServiceStatus } from '../../domain/status/snapshot.ts'
import { dayBars } from '../chart/bars.ts'
import { html, type Markup } from '../html.ts'
import { figures } from './budget.ts'
import { inLanguage, linkTo, type PageContext } from './context.ts'
import { stateLabel, stateMark } from './state.ts'

/** A service with its state, its days and its figures. */
export function serviceRow(page: PageContext, status: ServiceStatus): Markup {
  const { texts, format } = page
  const { service, health, days } = status
  const name = inLanguage(page, service.name)
  return html`<li class="service">
<div class="service-head">
<h3><a href="${linkTo(page, 'service', service.id)}">${name}</a></h3>
${stateLabel(page, health.state)}
</div>
<p class="quiet">${sinceOf(page, status)}${health.latencyMs === null ? null : ` · ${texts.words.latency} ${format.milliseconds(health.latencyMs)}`} · ${service.protocol}${service.environment === 'production' ? null : ` · ${service.environment}`}</p>
${dayBars(page, name, days)}
<p class="bars-ends" aria-hidden="true"><span>${texts.daysAgo(days.length - 1)}</span><span>${texts.sentences.today}</span></p>
${figures(page, status)}
</li>`
}

/** Since when it stands so, and why. */
export function sinceOf({ texts, format }: PageContext, { health }: ServiceStatus): Markup {
  const { states, words } = texts
  const since =
    health.since === null ? null : html` ${words.since} ${format.instant(Date.parse(health.since))}`
  const reason = health.reason === null ? null : html` (<code>${health.reason}</code>)`
  return html`${states[health.state]}${since}${reason}`
}

/** What the colours of the bars mean. */
export function legend({ texts }: PageContext): Markup {
  const { headings, sentences, states, noFigures } = texts
  const shown = ['UP', 'DEGRADED', 'DOWN', 'MAINTENANCE', 'UNKNOWN'] as const
  return html`<details class="status-details"><summary>${headings.legend}</summary>
<ul class="legend nobullet-list no-max-width">${shown.map((state) => html`<li>${stateMark(state)} ${states[state]}</li>`)}<li><svg class="mark" viewBox="0 0 20 20" aria-hidden="true"><rect class="bar is-none" y="14" width="20" height="5"/></svg> ${noFigures}</li></ul>
<p>${sentences.legendHeight} ${sentences.unknownIsNotUp} ${sentences.shares} ${sentences.budgetRule}</p></details>`
}
