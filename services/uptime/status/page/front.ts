import type { HealthState } from '../../domain/health-state.ts'
import { dayOf } from '../../domain/time/calendar.ts'
import { html, type Markup } from '../html.ts'
import { linkTo, type StatusContext } from './context.ts'
import { countsOf, overallState } from './counts.ts'
import { frame } from './frame.ts'
import { incidentList, openIncident } from './incidents.ts'
import { maintenanceList } from './maintenance.ts'
import { legend, serviceRow } from './services.ts'
import { stale } from './stale.ts'
import { stateClass, stateLabel, stateMark } from './state.ts'

/** How everything stands. */
export function frontPage(page: StatusContext): Markup {
  const { texts, format, view } = page
  const { headings, sentences, site } = texts
  const counts = countsOf(view)
  const state = overallState(counts)
  const open = view.incidents.filter(({ closedAt }) => closedAt === null)
  return frame(page, {
    title: texts.overall(counts),
    part: 'status',
    main: html`${stale(page)}
<div class="overall ${stateClass(state)}">${stateMark(state)}<div><h1>${texts.overall(counts)}</h1>
<p>${texts.site.measured} ${format.instant(view.at)} · <a href="${linkTo(page)}">${site.reload}</a></p></div></div>
<section aria-labelledby="open"><h2 id="open">${headings.openIncidents}</h2>
${open.length > 0 ? open.map((incident) => openIncident(page, incident)) : html`<p>${sentences.noOpenIncidents}</p>`}
</section>
<section aria-labelledby="maintenance"><h2 id="maintenance">${headings.maintenance}</h2>
${view.maintenance.length > 0 ? maintenanceList(page, view.maintenance) : html`<p>${sentences.noMaintenance}</p>`}
</section>
<section aria-labelledby="services"><h2 id="services">${headings.services}</h2>
${view.services.length > 0 ? html`<ul class="services nobullet-list no-max-width">${view.services.map((status) => serviceRow(page, status))}</ul>` : html`<p>${sentences.noServices}</p>`}
${legend(page)}
</section>
${accessPoints(page)}
${recent(page)}`,
  })
}

const SHOWN: readonly HealthState[] = ['DOWN', 'DEGRADED', 'UNKNOWN', 'UP']

/** Access points are many, and only summed here. */
function accessPoints(page: StatusContext): Markup | null {
  const { view, texts } = page
  if (view.accessPoints.length + view.withheld === 0) return null
  const count = (state: HealthState) =>
    view.accessPoints.filter(({ health }) => health.state === state).length
  return html`<section aria-labelledby="points"><h2 id="points">${texts.headings.accessPoints}</h2>
<p>${texts.accessPointsSum(view.accessPoints.length)}${view.withheld > 0 ? ` ${texts.withheld(view.withheld)}` : null}</p>
${view.accessPoints.length > 0 ? html`<ul class="sums nobullet-list no-max-width">${SHOWN.map((state) => html`<li><span class="sum">${count(state)}</span> ${stateLabel(page, state)}</li>`)}</ul>` : null}
</section>`
}

const RECENT_MS = 7 * 86_400_000

function recent(page: StatusContext): Markup {
  const { view, texts, now } = page
  const closed = view.incidents.filter(
    ({ closedAt }) => closedAt !== null && now - Date.parse(closedAt) < RECENT_MS,
  )
  return html`<section aria-labelledby="recent"><h2 id="recent">${texts.headings.recent}</h2>
${closed.length > 0 ? incidentList(page, closed) : html`<p>${texts.sentences.nothingHappened}</p>`}
<p><a href="${linkTo(page, 'history', dayOf(now).slice(0, 7))}">${texts.sentences.allHistory}</a></p>
</section>`
}
