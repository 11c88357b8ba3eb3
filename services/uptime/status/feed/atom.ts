import type { Incident, IncidentEvent } from '../../domain/incident/incident.ts'
import type { Maintenance } from '../../domain/incident/maintenance.ts'
import { html, type Markup } from '../html.ts'
import { inLanguage, type StatusContext } from '../page/context.ts'

const MOST_ENTRIES = 100

/** Where the feed is, as the world sees it. */
export interface FeedPlace {
  /** Such as `https://status.example`, with no slash at its end. */
  readonly origin: string
  readonly self: string
}

interface Entry {
  readonly id: string
  readonly at: string
  readonly title: string
  readonly text: string
  readonly author: string
  readonly path: string
}

/**
 * Incidents and maintenance as they are told of, each word an entry of its own, the newest first.
 *
 * @returns the feed, and when its newest entry was written; null for a feed without any
 * @see RFC 4287
 */
export function atomFeed(
  page: StatusContext,
  { origin, self }: FeedPlace,
): { readonly feed: Markup; readonly updated: string | null } {
  const { view, texts } = page
  const { site, language } = texts
  const entries = [
    ...view.incidents.flatMap((incident) =>
      incident.events.map((at) => ofEvent(page, incident, at)),
    ),
    ...view.maintenance.map((one) => ofMaintenance(page, one)),
  ]
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .slice(0, MOST_ENTRIES)
  const updated = entries[0] ? instant(entries[0].at) : null
  const feed = html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>urn:fundament:status:${language}</id>
<title>${site.brand}: ${site.title}</title>
<updated>${updated ?? new Date(view.at).toISOString()}</updated>
<author><name>${site.brand}</name></author>
<link rel="self" type="application/atom+xml" href="${origin}${self}"/>
<link rel="alternate" type="text/html" hreflang="${language}" href="${origin}/status?lang=${language}"/>
${entries.map(
  (entry) => html`<entry>
<id>${entry.id}</id>
<title>${entry.title}</title>
<updated>${instant(entry.at)}</updated>
<author><name>${entry.author}</name></author>
<link rel="alternate" type="text/html" href="${origin}${entry.path}?lang=${language}"/>
<content type="text">${entry.text}</content>
</entry>
`,
)}</feed>
`
  return { feed, updated }
}

function ofEvent(page: StatusContext, incident: Incident, event: IncidentEvent): Entry {
  const { texts, view } = page
  const title = inLanguage(page, view.titleOf(incident))
  return {
    id: `urn:fundament:incident:${encodeURIComponent(incident.id)}:${event.number}`,
    at: event.at,
    title: `[${incident.severity}] ${title}: ${texts.eventKinds[event.kind]}`,
    text: inLanguage(page, event.text),
    author: event.author ?? texts.words.rules,
    path: `/status/incident/${encodeURIComponent(incident.id)}`,
  }
}

function ofMaintenance(page: StatusContext, one: Maintenance): Entry {
  const { texts, format } = page
  const { words, headings } = texts
  const when = [one.startsAt, one.endsAt].map((at) => format.instantText(Date.parse(at)))
  return {
    // What is said anew under the same id is another word.
    id: `urn:fundament:maintenance:${encodeURIComponent(one.id)}:${Date.parse(one.announcedAt)}`,
    at: one.announcedAt,
    title: `${headings.maintenance}: ${inLanguage(page, one.title)}`,
    text: `${words.from} ${when[0]} ${words.to} ${when[1]}`,
    author: words.rules,
    path: '/status',
  }
}

const instant = (at: string): string => new Date(at).toISOString()
