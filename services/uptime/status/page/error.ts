import { html, type Markup } from '../html.ts'
import type { Texts } from '../text/texts.ts'
import { linkTo, type PageContext } from './context.ts'
import { frame } from './frame.ts'

/** A page that says why there is none. What was asked for is not repeated. */
export function errorPage(
  page: PageContext,
  kind: keyof Texts['errors'],
  code: string | null,
): Markup {
  const { heading, text } = page.texts.errors[kind]
  return frame(page, {
    title: heading,
    part: null,
    main: html`<h1>${heading}</h1>
<p>${text}</p>
${code === null ? null : html`<p class="quiet"><code>${code}</code></p>`}
<p><a href="${linkTo(page)}">${page.texts.sentences.back}</a></p>`,
  })
}
