import type { AccessPointStatus, ServiceStatus } from '../../domain/status/snapshot.ts'
import { html, type Markup } from '../html.ts'
import { linkTo, type StatusContext } from './context.ts'
import { frame } from './frame.ts'
import { serviceRow } from './services.ts'
import { stale } from './stale.ts'
import { stateLabel } from './state.ts'

/** What of an organisation a caller may see. */
export interface OfOrganisation {
  readonly id: string
  readonly services: readonly ServiceStatus[]
  readonly accessPoints: readonly AccessPointStatus[]
  /** Of its access points, those that are not shown. */
  readonly withheld: number
}

/** The services and access points of one organisation. */
export function organisationPage(page: StatusContext, own: OfOrganisation): Markup {
  const { texts } = page
  const { headings, site } = texts
  const title = texts.organisation(own.id)
  return frame(page, {
    title,
    part: null,
    above: [{ name: site.status, href: linkTo(page) }],
    main: html`${stale(page)}
<h1>${title}</h1>
${own.services.length > 0 ? html`<section aria-labelledby="services"><h2 id="services">${headings.services}</h2><ul class="services nobullet-list no-max-width">${own.services.map((status) => serviceRow(page, status))}</ul></section>` : null}
${
  own.accessPoints.length + own.withheld > 0
    ? html`<section aria-labelledby="points"><h2 id="points">${headings.accessPoints}</h2>
${own.withheld > 0 ? html`<p>${texts.withheld(own.withheld)}</p>` : null}
${own.accessPoints.length > 0 ? points(page, own.accessPoints) : null}</section>`
    : null
}`,
  })
}

function points({ ...page }: StatusContext, accessPoints: readonly AccessPointStatus[]): Markup {
  const { texts, format } = page
  const { words, headings } = texts
  return html`<div class="table-scroll" tabindex="0" role="group" aria-label="${headings.accessPoints}"><table class="table">
<thead><tr><th scope="col">${words.accessPoint}</th><th scope="col">${words.state}</th><th scope="col">${words.since}</th><th scope="col" class="figure">${words.latency}</th><th scope="col">${words.certificate}</th></tr></thead>
<tbody>${accessPoints.map(({ id, health }) => html`<tr><th scope="row">${id}</th><td>${stateLabel(page, health.state)}${health.reason === null ? null : html`<br><code>${health.reason}</code>`}</td><td>${health.since === null ? '–' : format.instant(Date.parse(health.since))}</td><td class="figure">${health.latencyMs === null ? '–' : format.milliseconds(health.latencyMs)}</td><td>${health.certificateDaysLeft === null ? '–' : texts.certificateDays(health.certificateDaysLeft)}</td></tr>`)}</tbody>
</table></div>`
}
