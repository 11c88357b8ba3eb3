import type { HealthState } from '../../domain/health-state.ts'
import { html, type Markup } from '../html.ts'

/** Each is dark enough for white letters. */
const COLOURS: Readonly<Record<HealthState, string>> = {
  ...{ UP: '#2a6600', DEGRADED: '#8a5300', DOWN: '#b80000' },
  ...{ MAINTENANCE: '#10598a', UNKNOWN: '#595959', UNMEASURED: '#595959' },
}

const HEIGHT = 22
const LETTER = 6.6
const MARGIN = 8

/** A small picture that says how a service stands, to be shown on other pages. */
export function badge(name: string, state: HealthState, word: string): Markup {
  const [left, right] = [widthOf(name), widthOf(word)]
  const width = left + right
  const label = `${name}: ${word}`
  // Texts are drawn as long as was reckoned, whatever letters the reader's machine has.
  const text = (content: string, x: number, length: number) =>
    html`<text x="${x + MARGIN}" y="15" textLength="${length - 2 * MARGIN}" lengthAdjust="spacingAndGlyphs">${content}</text>`
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label="${label}">
<title>${label}</title>
<rect width="${width}" height="${HEIGHT}" rx="4" fill="#3d3d3d"/>
<path d="M${left} 0h${right - 4}a4 4 0 0 1 4 4v${HEIGHT - 8}a4 4 0 0 1 -4 4h-${right - 4}z" fill="${COLOURS[state]}"/>
<g fill="#fff" font-family="IBM Plex Sans, Verdana, sans-serif" font-size="12">${text(name, 0, left)}${text(word, left, right)}</g>
</svg>
`
}

const widthOf = (text: string): number => Math.round([...text].length * LETTER) + 2 * MARGIN
