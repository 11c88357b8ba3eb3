import type { HealthState } from '../../domain/health-state.ts'
import { measuredMs, upRatio } from '../../domain/history/stretch.ts'
import { type DayState, dayStateOf } from '../../domain/status/day-state.ts'
import type { DaySpent } from '../../domain/status/snapshot.ts'
import { html, type Markup } from '../html.ts'
import type { PageContext } from '../page/context.ts'
import { stateClass } from '../page/state.ts'

const WIDTH = 8
const GAP = 3
const HEIGHT = 40
/** The least that of a state is seen, however short it was. */
const LEAST = 0.22

/**
 * A row of days: what was up is green from the ground, and the worst of a day hangs over it, as high as its share of the
 * day. Days that went as they should are drawn in one stroke, so that a page of many services stays small.
 */
export function dayBars(page: PageContext, name: string, days: readonly DaySpent[]): Markup {
  const { format, texts } = page
  const found = days.map(({ day, share }, index) => ({ day, share, index, is: dayStateOf(share) }))
  const green = found.filter(({ share }) => share !== null && share.upMs > 0)
  const empty = found.filter(({ is }) => is === null)
  const troubled = found.flatMap(({ is, ...one }) =>
    is && is.state !== 'UP' ? [{ ...one, is }] : [],
  )
  const width = days.length * (WIDTH + GAP) - GAP
  return html`<svg class="bars" viewBox="0 0 ${width} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${texts.barsSummary(name, dayCounts(days))}">
<path class="bar is-up" d="${green.map(({ index }) => column(index, 0, 1)).join('')}"/>
<path class="bar is-none" d="${empty.map(({ index }) => column(index, 0.85, 1)).join('')}"/>
${troubled.map(
  ({ day, share, index, is }) =>
    html`<path class="bar ${stateClass(is.state)}" d="${column(index, 0, heightOf(is, share?.upMs === 0))}"><title>${`${format.day(day)}: ${texts.states[is.state]}, ${format.percent(is.ratio)}`}</title></path>`,
)}
</svg>`
}

const column = (index: number, top: number, bottom: number): string => {
  const [from, to] = [top * HEIGHT, bottom * HEIGHT].map((y) => Math.round(y * 10) / 10)
  return `M${index * (WIDTH + GAP)} ${from}h${WIDTH}V${to}h-${WIDTH}z`
}

const heightOf = ({ ratio }: DayState, isAll: boolean): number =>
  isAll ? 1 : Math.max(LEAST, ratio)

/** How many days are remembered for what. */
export function dayCounts(
  days: readonly DaySpent[],
): Readonly<Record<HealthState | 'none', number>> {
  const states = days.map(({ share }) => dayStateOf(share)?.state ?? 'none')
  const count = (state: HealthState | 'none') => states.filter((one) => one === state).length
  return {
    ...{ UP: count('UP'), DEGRADED: count('DEGRADED'), DOWN: count('DOWN'), none: count('none') },
    ...{ MAINTENANCE: count('MAINTENANCE'), UNKNOWN: count('UNKNOWN'), UNMEASURED: 0 },
  }
}

/** The same days as a table, the newest first. */
export function dayTable({ texts, format }: PageContext, days: readonly DaySpent[]): Markup {
  const { words, sentences, states } = texts
  return html`<details class="status-details"><summary>${sentences.daysAsTable}</summary>
<div class="table-scroll" tabindex="0" role="group" aria-label="${sentences.daysAsTable}"><table class="table">
<thead><tr><th scope="col">${words.day}</th><th scope="col">${words.state}</th><th scope="col" class="figure">${words.uptime}</th><th scope="col" class="figure">${texts.states.DOWN}</th></tr></thead>
<tbody>${days.toReversed().map(({ day, share }) => {
    const is = dayStateOf(share)
    const ratio = share && measuredMs(share) > 0 ? upRatio(share) : null
    return html`<tr><th scope="row"><time datetime="${day}">${format.day(day)}</time></th><td>${is ? states[is.state] : texts.noFigures}</td><td class="figure">${ratio === null ? '–' : format.percent(ratio)}</td><td class="figure">${share && share.downMs > 0 ? format.duration(share.downMs) : '–'}</td></tr>`
  })}</tbody></table></div></details>`
}
