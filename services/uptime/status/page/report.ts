import type { ServiceLevel, ServiceLevelReport } from '../../domain/report/service-level.ts'
import { html, type Markup } from '../html.ts'
import { inLanguage, linkTo, type StatusContext } from './context.ts'
import { frame } from './frame.ts'
import { stale } from './stale.ts'

/** What every service has kept of its word in a month. */
export function reportPage(page: StatusContext, report: ServiceLevelReport): Markup {
  const { texts, format } = page
  const { site, report: words } = texts
  const { month, isWhole, rows } = report
  const title = texts.reportOf(format.month(month))
  const csv = linkTo({ ...page, asksLanguage: false }, 'report', `${month}.csv`)
  return frame(page, {
    title,
    part: 'history',
    above: [
      { name: site.status, href: linkTo(page) },
      { name: texts.historyOf(format.month(month)), href: linkTo(page, 'history', month) },
    ],
    main: html`${stale(page)}
<h1>${title}</h1>
${isWhole ? null : html`<p>${words.notOver}</p>`}
<p>${words.rule}</p>
<div class="table-scroll" tabindex="0" role="group" aria-label="${title}"><table class="table">
<thead><tr><th scope="col">${texts.words.service}</th>${[words.verdict, texts.words.objective, texts.words.uptime, words.measured, texts.words.downTime, texts.words.maintenanceTime, texts.words.unknownTime, words.incidents, texts.words.p95].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => line(page, row))}</tbody>
</table></div>
<p><a href="${csv}">${words.csv}</a></p>`,
  })
}

function line(page: StatusContext, row: ServiceLevel): Markup {
  const { texts, format } = page
  const { service, share, worstP95Ms } = row
  const none = texts.words.none
  const figures = [
    format.percent(service.objective.ratio, 3),
    row.upRatio === null ? none : format.percent(row.upRatio, 3),
    format.percent(row.measuredRatio, 1),
    format.duration(share.downMs),
    format.duration(share.maintenanceMs),
    format.duration(share.unknownMs),
    String(row.incidents),
    worstP95Ms === null ? none : format.milliseconds(worstP95Ms),
  ]
  return html`<tr><th scope="row"><a href="${linkTo(page, 'service', service.id)}">${inLanguage(page, service.name)}</a></th><td>${texts.report.verdicts[row.verdict]}</td>${figures.map((figure) => html`<td class="figure">${figure}</td>`)}</tr>`
}
