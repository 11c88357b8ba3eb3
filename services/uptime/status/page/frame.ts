import { html, type Insert, type Markup } from '../html.ts'
import { linkTo, type PageContext, STATUS_PATH } from './context.ts'

/** What one page puts into the frame of all. */
export interface PageBody {
  readonly title: string
  /** Which entry of the navigation it belongs to. */
  readonly part: 'status' | 'history' | null
  /** From the front page down to the page above this one. */
  readonly above?: readonly { readonly name: string; readonly href: string }[]
  readonly main: Insert
}

/** The document of a page. */
export function frame(page: PageContext, { title, part, above, main }: PageBody): Markup {
  const { texts, stylesheets } = page
  const { site, language } = texts
  const feed = linkTo(page, 'feed.atom')
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${title} · ${site.title} · ${site.brand}</title>
${stylesheets.map((href) => html`<link rel="stylesheet" href="${href}">\n`)}<link rel="alternate" type="application/atom+xml" href="${feed}" title="${site.title}">
<link rel="alternate" hreflang="da" href="${page.path}?lang=da">
<link rel="alternate" hreflang="en" href="${page.path}?lang=en">
</head>
<body>
<a class="skipnav" href="#main">${site.skip}</a>
${header(page, part)}
<main id="main" class="container status-main" tabindex="-1">
${above ? breadcrumbs(page, above) : null}
${main}
</main>
${footer(page)}
</body>
</html>
`
}

function header(page: PageContext, part: PageBody['part']): Markup {
  const { texts, now } = page
  const { site } = texts
  const entry = (name: 'status' | 'history', href: string) =>
    part === name
      ? html`<li><a href="${href}" aria-current="page">${site[name]}</a></li>`
      : html`<li><a href="${href}">${site[name]}</a></li>`
  const month = new Date(now).toISOString().slice(0, 7)
  return html`<header class="status-header">
<div class="container status-header-inner">
<a class="status-brand" href="${linkTo(page)}"><span class="status-brand-name">${site.brand}</span><span class="status-brand-title">${site.title}</span></a>
<nav class="status-nav" aria-label="${site.navigation}"><ul class="nobullet-list no-max-width">
${entry('status', linkTo(page))}
${entry('history', linkTo(page, 'history', month))}
</ul></nav>
${languageSwitch(page)}
</div>
</header>`
}

function languageSwitch({ texts, path }: PageContext): Markup {
  const other = texts.language === 'da' ? 'en' : 'da'
  return html`<a class="status-language" href="${path}?lang=${other}" lang="${other}" hreflang="${other}">${texts.site.otherLanguage}</a>`
}

function breadcrumbs({ texts }: PageContext, above: NonNullable<PageBody['above']>): Markup {
  return html`<nav class="breadcrumbs" aria-label="${texts.site.breadcrumbs}"><ol class="breadcrumbs__list">
${above.map(({ name, href }) => html`<li class="breadcrumbs__list-item"><a class="breadcrumbs__link" href="${href}">${name}</a> <span aria-hidden="true">/</span></li>`)}
</ol></nav>`
}

function footer(page: PageContext): Markup {
  const { site } = page.texts
  return html`<footer class="status-footer">
<div class="container status-footer-inner">
<div>
<p>${site.about}</p>
<p>${site.zone}</p>
</div>
<ul class="nobullet-list no-max-width">
<li><a href="${STATUS_PATH}.json">${site.json}</a></li>
<li><a href="${linkTo(page, 'feed.atom')}">${site.feed}</a></li>
</ul>
</div>
</footer>`
}
