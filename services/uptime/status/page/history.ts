import type { MonthHistory } from '../../domain/status/history.ts'
import { dayOf, daysIn, windowOfMonth } from '../../domain/time/calendar.ts'
import { html, type Markup } from '../html.ts'
import { linkTo, type StatusContext } from './context.ts'
import { frame } from './frame.ts'
import { incidentList, serviceLink } from './incidents.ts'
import { maintenanceList } from './maintenance.ts'
import { stale } from './stale.ts'

/** A month, day by day, the newest first. */
export function historyPage(page: StatusContext, history: MonthHistory): Markup {
  const { texts, format, now } = page
  const { site, sentences } = texts
  const { month } = history
  const title = texts.historyOf(format.month(month))
  const days = daysIn(windowOfMonth(month)).filter((day) => day <= dayOf(now))
  const [before, after] = [otherMonth(month, -1), otherMonth(month, 1)]
  const isLast = after > dayOf(now).slice(0, 7)
  return frame(page, {
    title,
    part: 'history',
    above: [{ name: site.status, href: linkTo(page) }],
    main: html`${stale(page)}
<h1>${title}</h1>
<nav class="months" aria-label="${site.history}"><a rel="prev" href="${linkTo(page, 'history', before)}">${sentences.earlier}: ${format.month(before)}</a>${isLast ? null : html`<a rel="next" href="${linkTo(page, 'history', after)}">${sentences.later}: ${format.month(after)}</a>`}</nav>
<p><a href="${linkTo(page, 'report', month)}">${texts.reportOf(format.month(month))}</a></p>
<ol class="history nobullet-list no-max-width">${days.toReversed().map((day) => dayOfHistory(page, history, day))}</ol>`,
  })
}

function dayOfHistory(page: StatusContext, history: MonthHistory, day: string): Markup {
  const { texts, format, view, now } = page
  const incidents = history.incidents
    .filter(({ openedAt }) => dayOf(Date.parse(openedAt)) === day)
    .flatMap((incident) => view.cut(incident) ?? [])
  const maintenance = history.maintenance.flatMap((one) => {
    const services = one.services.filter((id) => view.nameOf(id) !== null)
    return dayOf(Date.parse(one.startsAt)) === day && services.length > 0
      ? [{ ...one, services }]
      : []
  })
  const troubled = history.troubled.filter(
    (one) => one.day === day && view.nameOf(one.service) !== null,
  )
  const isKnown = history.measuredDays.has(day) || day === dayOf(now)
  const isQuiet = incidents.length + maintenance.length + troubled.length === 0
  return html`<li class="history-day"><h2><time datetime="${day}">${format.longDay(day)}</time></h2><div>
${isKnown ? null : html`<p class="quiet">${texts.sentences.noFiguresOfDay}</p>`}
${isQuiet && isKnown ? html`<p class="quiet">${texts.sentences.nothingHappened}</p>` : null}
${incidents.length > 0 ? incidentList(page, incidents) : null}
${maintenance.length > 0 ? maintenanceList(page, maintenance) : null}
${troubled.length > 0 ? troubledList(page, troubled) : null}</div></li>`
}

function troubledList(page: StatusContext, troubled: MonthHistory['troubled']): Markup {
  const { texts, format } = page
  const { words } = texts
  return html`<ul class="troubled nobullet-list no-max-width">${troubled.map(
    ({ service, share }) => {
      const parts = [
        share.downMs > 0 ? `${words.downTime} ${format.duration(share.downMs)}` : null,
        share.degradedMs > 0 ? `${words.slowTime} ${format.duration(share.degradedMs)}` : null,
      ].filter((part) => part !== null)
      return html`<li>${serviceLink(page, service)}: ${parts.join(', ')}</li>`
    },
  )}</ul>`
}

function otherMonth(month: string, step: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + step, 1)).toISOString().slice(0, 7)
}
