import type { ServiceStatus } from '../../domain/status/snapshot.ts'
import { html, type Markup } from '../html.ts'
import type { PageContext } from './context.ts'

/** A name and a figure. */
export const fact = (name: string, figure: Markup | string): Markup =>
  html`<div class="fact"><dt>${name}</dt><dd>${figure}</dd></div>`

/** The figures of a service in short. */
export function figures(page: PageContext, status: ServiceStatus): Markup {
  const { texts, format } = page
  const { words } = texts
  const { last30Days, last90Days, budget } = status
  const share = (ratio: number | null) =>
    ratio === null ? words.notMeasured : format.percent(ratio, 3)
  const isMeasured = last90Days.ratio !== null
  const hour = budget.burnRates.find(({ windowMinutes }) => windowMinutes === 60)
  return html`<dl class="facts">
${fact(words.uptime30, share(last30Days.ratio))}
${fact(words.uptime90, share(last90Days.ratio))}
${fact(words.budgetLeft, isMeasured ? format.percent(budget.leftRatio, 0) : words.notMeasured)}
${fact(words.burn, isMeasured ? `${format.number(hour?.rate ?? 0)}×` : words.notMeasured)}
${fact(words.forecast, isMeasured ? forecast(page, status) : words.notMeasured)}
</dl>`
}

/** When the budget is spent if it goes on like this. */
export function forecast(
  { texts, format }: PageContext,
  { budget }: ServiceStatus,
): Markup | string {
  if (budget.leftRatio <= 0) return texts.words.spent
  if (budget.exhaustedOn === null) return texts.words.lasts
  return html`${texts.words.spentOn} <time datetime="${budget.exhaustedOn}">${format.day(budget.exhaustedOn)}</time>`
}

/** The error budget of a service with all its burn rates. */
export function budgetSection(page: PageContext, status: ServiceStatus): Markup {
  const { texts, format } = page
  const { words, headings, sentences } = texts
  const { budget, service, last90Days } = status
  const { objective } = service
  const left = Math.max(0, Math.min(1, budget.leftRatio))
  const isMeasured = last90Days.ratio !== null
  const p95 =
    objective.p95Ms === null ? '' : `, ${words.p95} ${format.milliseconds(objective.p95Ms)}`
  return html`<section aria-labelledby="budget"><h2 id="budget">${headings.budget}</h2>
<p>${words.objective}: ${format.percent(objective.ratio, 3)} / ${format.duration(objective.windowDays * 86_400_000)}${p95}. ${sentences.budgetRule}</p>
<svg class="budget" viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label="${words.budgetLeft}: ${isMeasured ? format.percent(budget.leftRatio, 0) : words.notMeasured}"><rect class="budget-all" width="100" height="4"/><rect class="budget-left ${left < 0.2 ? 'is-down' : left < 0.5 ? 'is-degraded' : 'is-up'}" width="${isMeasured ? Math.round(left * 1000) / 10 : 0}" height="4"/></svg>
<dl class="facts">
${fact(words.budgetLeft, isMeasured ? format.percent(budget.leftRatio, 0) : words.notMeasured)}
${budget.burnRates.map(({ windowMinutes, rate }) => fact(texts.burnOver(format.duration(windowMinutes * 60_000)), isMeasured ? `${format.number(rate)}×` : words.notMeasured))}
${fact(words.forecast, isMeasured ? forecast(page, status) : words.notMeasured)}
</dl></section>`
}
