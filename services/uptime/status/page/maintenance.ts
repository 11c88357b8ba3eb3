import type { Maintenance } from '../../domain/incident/maintenance.ts'
import { html, type Markup } from '../html.ts'
import { inLanguage, type StatusContext } from './context.ts'
import { serviceLink } from './incidents.ts'

/** Maintenance windows, one after the other. */
export function maintenanceList(page: StatusContext, windows: readonly Maintenance[]): Markup {
  const { texts, format, now } = page
  const { words } = texts
  return html`<ul class="maintenance-list nobullet-list no-max-width">${windows.map((one) => {
    const [from, to] = [Date.parse(one.startsAt), Date.parse(one.endsAt)]
    const isOn = from <= now && now < to
    return html`<li class="maintenance ${isOn ? 'is-on' : ''}">
<p class="maintenance-head"><strong>${inLanguage(page, one.title)}</strong>${isOn ? html` <span class="badge badge-info">${words.goingOn}</span>` : null}</p>
<p>${words.from} ${format.instant(from)} ${words.to} ${format.instant(to)}</p>
<p class="quiet">${one.services.map((id, index) => html`${index > 0 ? ', ' : ''}${serviceLink(page, id)}`)} · ${words.announced} ${format.instant(Date.parse(one.announcedAt))}</p></li>`
  })}</ul>`
}
