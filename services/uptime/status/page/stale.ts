import { html, type Markup } from '../html.ts'
import type { StatusContext } from './context.ts'

/** Says how old a page is that could not be made anew; nothing where it is new. */
export function stale({ texts, format, view, now, isStale }: StatusContext): Markup | null {
  if (!isStale) return null
  return html`<div class="alert alert-warning" role="status"><p class="alert-heading">${texts.stale(format.duration(now - view.at))}</p><p class="alert-text">${texts.site.measured} ${format.instant(view.at)}</p></div>`
}
