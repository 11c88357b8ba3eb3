import type { Sight } from '../../domain/sight.ts'
import type { StatusContext } from '../page/context.ts'

/** What a path below `/status` asks for. */
export type Asked =
  | { readonly kind: 'front' | 'json' | 'feed' | 'unknown' }
  | {
      readonly kind:
        | 'service'
        | 'organisation'
        | 'incident'
        | 'badge'
        | 'history'
        | 'report'
        | 'csv'
        | 'asset'
      readonly id: string
    }

/** Of few values, for spans and metrics. */
export const ROUTE_OF: Readonly<Record<Asked['kind'], string>> = {
  front: '/status',
  json: '/status.json',
  feed: '/status/feed.atom',
  service: '/status/service/:id',
  organisation: '/status/organisation/:id',
  incident: '/status/incident/:id',
  badge: '/status/badge/:id',
  history: '/status/history/:month',
  report: '/status/report/:month',
  csv: '/status/report/:month.csv',
  asset: '/status/assets',
  unknown: '/status/*',
}

const PATTERNS = [
  [/^\/status\/service\/([^/]+)$/, 'service'],
  [/^\/status\/organisation\/(\d{11,19})$/, 'organisation'],
  [/^\/status\/incident\/([^/]+)$/, 'incident'],
  [/^\/status\/badge\/([^/]+)\.svg$/, 'badge'],
  [/^\/status\/history\/(20\d\d-(?:0[1-9]|1[0-2]))$/, 'history'],
  [/^\/status\/report\/(20\d\d-(?:0[1-9]|1[0-2]))$/, 'report'],
  [/^\/status\/report\/(20\d\d-(?:0[1-9]|1[0-2]))\.csv$/, 'csv'],
  [/^\/status\/assets\/(.+)$/, 'asset'],
] as const

const FIXED: Readonly<Record<string, 'front' | 'json' | 'feed'>> = {
  '/status': 'front',
  '/status.json': 'json',
  '/status/feed.atom': 'feed',
}

/** Reads a path; one that asks for nothing is `unknown`. */
export function askedOf(path: string): Asked {
  const bare = path.replace(/\/+$/, '')
  const fixed = FIXED[bare]
  if (fixed) return { kind: fixed }
  for (const [pattern, kind] of PATTERNS) {
    const [, id] = pattern.exec(bare) ?? []
    const decoded = id === undefined ? null : decodedOf(id)
    if (decoded !== null) return { kind, id: decoded }
  }
  return { kind: 'unknown' }
}

function decodedOf(id: string): string | null {
  try {
    return decodeURIComponent(id)
  } catch {
    return null
  }
}

/** A question to a page, and who asks it. */
export interface Question {
  readonly page: StatusContext
  readonly sight: Sight
  /** Of the server, as the world sees it. */
  readonly origin: string
}
