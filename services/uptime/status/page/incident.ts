import type { Incident } from '../../domain/incident/incident.ts'
import { html, type Markup } from '../html.ts'
import { fact } from './budget.ts'
import { inLanguage, linkTo, type StatusContext } from './context.ts'
import { frame } from './frame.ts'
import { nextUpdate, serviceLink, severity, timeLine } from './incidents.ts'
import { stale } from './stale.ts'

/** One incident with all that happened, the newest first. */
export function incidentPage(page: StatusContext, incident: Incident): Markup {
  const { texts, format, view, now } = page
  const { words, headings, site } = texts
  const title = inLanguage(page, view.titleOf(incident))
  const opened = Date.parse(incident.openedAt)
  const closed = incident.closedAt === null ? null : Date.parse(incident.closedAt)
  return frame(page, {
    title,
    part: null,
    above: [{ name: site.status, href: linkTo(page) }],
    main: html`${stale(page)}
<h1>${title}</h1>
<p class="incident-facts">${severity(page, incident)} <strong class="${closed === null ? 'late' : 'quiet'}">${closed === null ? words.open : words.closed}</strong></p>
<dl class="facts">
${fact(words.opened, format.instant(opened))}
${closed === null ? null : fact(words.closed, format.instant(closed))}
${fact(words.duration, format.duration((closed ?? now) - opened))}
</dl>
${nextUpdate(page, incident)}
${incident.mergedInto === null ? null : html`<p><a href="${linkTo(page, 'incident', incident.mergedInto)}">${words.mergedInto}</a></p>`}
<section aria-labelledby="affected"><h2 id="affected">${words.affected}</h2>${held(page, incident)}</section>
<section aria-labelledby="line"><h2 id="line">${headings.timeLine}</h2>
${timeLine(page, incident.events.toReversed())}</section>`,
  })
}

function held(page: StatusContext, { root, services }: Incident): Markup {
  const { texts, format } = page
  return html`<ul class="held nobullet-list no-max-width">${services.map(({ id, recoveredAt }) => html`<li>${serviceLink(page, id)}${id === root ? ` (${texts.words.cause})` : null} · <span class="quiet">${recoveredAt === null ? texts.words.stillAffected : html`${texts.words.recovered} ${format.instant(Date.parse(recoveredAt))}`}</span></li>`)}</ul>`
}
