import type { HealthState } from '../../domain/health-state.ts'
import { html, type Markup } from '../html.ts'
import type { PageContext } from './context.ts'

/** A class for the colour of a state, such as `is-down`. */
export const stateClass = (state: HealthState): string => `is-${state.toLowerCase()}`

/** Shapes differ as colours do, for those who do not see colours. */
const SHAPES: Readonly<Record<HealthState, Markup>> = {
  UP: html`<circle cx="10" cy="10" r="9"/><path class="mark-sign" d="M5.5 10.5l3 3 6-6.5"/>`,
  DEGRADED: html`<path d="M10 1L19.5 18.5H.5z"/><path class="mark-sign" d="M10 7v5.5M10 15v1.2"/>`,
  DOWN: html`<path d="M6 1h8l5 5v8l-5 5H6l-5-5V6z"/><path class="mark-sign" d="M6.5 6.5l7 7M13.5 6.5l-7 7"/>`,
  MAINTENANCE: html`<rect x="1" y="1" width="18" height="18" rx="3"/><path class="mark-sign" d="M7 5.5v9M13 5.5v9"/>`,
  UNKNOWN: html`<circle cx="10" cy="10" r="9"/><path class="mark-sign" d="M7.2 7.5c.2-3.6 5.6-3.4 5.5-.1 0 2.1-2.7 2.1-2.7 4.3M10 14.2v1.3"/>`,
  UNMEASURED: html`<circle cx="10" cy="10" r="9"/><path class="mark-sign" d="M5.5 10h9"/>`,
}

/** The sign of a state; says nothing to those who do not see it. */
export const stateMark = (state: HealthState): Markup =>
  html`<svg class="mark ${stateClass(state)}" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${SHAPES[state]}</svg>`

/** A state as sign and word. */
export const stateLabel = ({ texts }: PageContext, state: HealthState): Markup =>
  html`<span class="state ${stateClass(state)}">${stateMark(state)} ${texts.states[state]}</span>`
