import type { LatencyPoint } from '../../domain/status/history.ts'
import { html, type Markup } from '../html.ts'
import type { PageContext } from '../page/context.ts'

const WIDTH = 960
const HEIGHT = 200
const BUCKET_MS = 15 * 60_000
const DAY_MS = 86_400_000

/** Response times of the last 24 hours: the mean as a line, the highest as a shade behind it. Gaps stay gaps. */
export function latencyChart(
  page: PageContext,
  points: readonly LatencyPoint[],
  now: number,
): Markup {
  const { texts, format } = page
  if (points.length === 0) return html`<p>${texts.sentences.noLatency}</p>`
  const top = roundUp(Math.max(...points.map(({ highestMs }) => highestMs), 1))
  const from = now - DAY_MS
  const x = (at: number) => tenth(((at + BUCKET_MS / 2 - from) / DAY_MS) * WIDTH)
  const y = (ms: number) => tenth(HEIGHT - (ms / top) * HEIGHT)
  const line = (value: (point: LatencyPoint) => number) =>
    stretches(points)
      .map((part) => `M${part.map((point) => `${x(point.at)} ${y(value(point))}`).join('L')}h1`)
      .join('')
  const shade = stretches(points)
    .map((part) => {
      const upper = part.map((point) => `${x(point.at)} ${y(point.highestMs)}`).join('L')
      return `M${x(part[0]?.at ?? from)} ${HEIGHT}L${upper}L${x(part.at(-1)?.at ?? from)} ${HEIGHT}z`
    })
    .join('')
  const mean = points.reduce((sum, { meanMs }) => sum + meanMs, 0) / points.length
  const highest = Math.max(...points.map(({ highestMs }) => highestMs))
  const summary = texts.latencySummary(format.milliseconds(mean), format.milliseconds(highest))
  return html`<figure class="chart">
<div class="chart-frame"><div class="chart-scale" aria-hidden="true"><span>${format.milliseconds(top)}</span><span>${format.milliseconds(top / 2)}</span><span>0 ms</span></div>
<svg class="chart-plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${summary}">
<path class="chart-grid" d="M0 .5H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 ${HEIGHT - 0.5}H${WIDTH}"/>
<path class="chart-shade" d="${shade}"/>
<path class="chart-line" d="${line(({ meanMs }) => meanMs)}"/>
</svg></div>
<div class="chart-times" aria-hidden="true">${[0, 6, 12, 18, 24].map((hour) => html`<span>${format.clock(from + hour * 3_600_000)}</span>`)}</div>
<figcaption>${summary}</figcaption>
</figure>
${latencyTable(page, points)}`
}

/** Neighbours that follow each other without a gap. */
function stretches(points: readonly LatencyPoint[]): readonly (readonly LatencyPoint[])[] {
  const parts: LatencyPoint[][] = []
  for (const point of points) {
    const last = parts.at(-1)
    if (last && point.at - (last.at(-1)?.at ?? 0) <= BUCKET_MS) last.push(point)
    else parts.push([point])
  }
  return parts
}

function latencyTable({ texts, format }: PageContext, points: readonly LatencyPoint[]): Markup {
  const { words, sentences } = texts
  return html`<details class="status-details"><summary>${sentences.hoursAsTable}</summary>
<div class="table-scroll" tabindex="0" role="group" aria-label="${sentences.hoursAsTable}"><table class="table">
<thead><tr><th scope="col">${words.time}</th><th scope="col" class="figure">${words.mean}</th><th scope="col" class="figure">${words.highest}</th></tr></thead>
<tbody>${points.toReversed().map(({ at, meanMs, highestMs }) => html`<tr><th scope="row">${format.instant(at)}</th><td class="figure">${format.milliseconds(meanMs)}</td><td class="figure">${format.milliseconds(highestMs)}</td></tr>`)}</tbody>
</table></div></details>`
}

/** 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power
}

const tenth = (value: number): number => Math.round(value * 10) / 10
