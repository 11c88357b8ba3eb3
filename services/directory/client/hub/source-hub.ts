import type { Secret } from '../../../kit/secret.ts'
import type { SourceHub } from '../../domain/copy/source-hub.ts'
import {
  CopyApart,
  CopyTorn,
  CopyUnreadable,
  FollowUnusable,
  HubRefuses,
  HubUnavailable,
} from '../../errors/copying.ts'
import { arrivingCopy } from './arriving-copy.ts'

const SILENT_MS = 120_000

/**
 * Reads the URL of a hub.
 *
 * @returns where its copies are given; a URL without a path means that of ours
 * @throws {FollowUnusable} on a scheme that is none of HTTP, and on credentials, a query or a fragment in it
 */
export function hubUrl(text: string): URL {
  const url = URL.parse(text)
  const unusable = (state: string) => new FollowUnusable(`Cannot follow that URL: ${state}`)
  if (!url) throw unusable('it is none')
  if (!['http:', 'https:'].includes(url.protocol)) throw unusable('it must be of http or https')
  if (url.username || url.password) throw unusable('credentials go into FOLLOW_TOKEN')
  if (url.search || url.hash) throw unusable('it must end with its path')
  if (url.pathname === '/') url.pathname = '/export'
  return url
}

/** @param token sent as Bearer; null for what everybody may see */
export const sourceHub = (url: URL, token: Secret | null): SourceHub => ({
  url: url.href,
  async voidBefore(signal) {
    const headers = authorizationOf(token)
    try {
      const response = await fetch(url, { method: 'HEAD', headers, redirect: 'error', signal })
      if (!response.ok) throw await refusal(response)
      return Number(response.headers.get('fundament-void-before') ?? 0)
    } catch (cause) {
      throw failure(cause, signal)
    }
  },
  async copy({ after }, held, signal) {
    const asked = new URL(url)
    if (after !== null) asked.searchParams.set('after', String(after))
    const silence = new Silence(signal)
    const headers = {
      'accept-encoding': 'gzip',
      ...(held === null ? {} : { 'if-none-match': held }),
      ...authorizationOf(token),
    }
    try {
      const response = await fetch(asked, { headers, redirect: 'error', signal: silence.signal })
      if (response.status === 304) return silence.end(null)
      if (!response.ok || response.body === null) throw await refusal(response)
      return await arrivingCopy(heard(response.body, silence), response.headers.get('etag'))
    } catch (cause) {
      silence.end(null)
      throw failure(cause, signal)
    }
  },
})

const authorizationOf = (token: Secret | null) =>
  token === null ? {} : { authorization: `Bearer ${token.reveal()}` }

/** Aborts what says nothing for too long, or when the caller no longer wants it. */
class Silence {
  readonly signal: AbortSignal
  readonly #controller = new AbortController()
  readonly #timer: NodeJS.Timeout

  constructor(signal: AbortSignal) {
    this.#timer = setTimeout(() => this.#controller.abort(), SILENT_MS)
    this.signal = AbortSignal.any([signal, this.#controller.signal])
  }

  broken(): void {
    this.#timer.refresh()
  }

  end<T>(value: T): T {
    clearTimeout(this.#timer)
    return value
  }
}

async function* heard(
  body: ReadableStream<Uint8Array>,
  silence: Silence,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) {
      silence.broken()
      yield chunk
    }
  } finally {
    silence.end(null)
  }
}

/** What a hub says when it gives no copy. */
async function refusal(response: Response): Promise<Error> {
  const { status } = response
  const text = await response.text()
  if (status === 401 || status === 403) {
    return new HubRefuses(`Cannot copy from hub: it answers ${status}`)
  }
  if (status === 404 && /"(REVISION_UNKNOWN|REVISION_NOT_HELD)"/.test(text)) {
    return new CopyApart('Cannot go on copying: the hub has no such revision')
  }
  return new HubUnavailable(`Cannot copy from hub: it answers ${status}`)
}

function failure(cause: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason
  const isOurs = [CopyApart, CopyUnreadable, CopyTorn, HubRefuses, HubUnavailable].some(
    (known) => cause instanceof known,
  )
  return isOurs ? cause : new HubUnavailable('Cannot reach hub', { cause })
}
