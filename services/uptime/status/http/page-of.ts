import type { ErrorRequestHandler, Request } from 'express'
import { CallerUnknown } from '../../../kit/callers.ts'
import { isKnownError, type KnownError } from '../../../kit/errors.ts'
import { spanOf } from '../../../kit/http/edge.ts'
import { statusOf } from '../../../kit/http/errors.ts'
import { bugReporter } from '../../../kit/http/report-bug.ts'
import type { Log } from '../../../kit/log.ts'
import { type PageContext, STATUS_PATH } from '../page/context.ts'
import { errorPage } from '../page/error.ts'
import { type Format, formatOf } from '../text/format.ts'
import { languageOf, TEXTS } from '../text/language.ts'
import type { Language, Texts } from '../text/texts.ts'
import { answerOf, HTML, send } from './answer.ts'

const FORMATS: Readonly<Record<Language, Format>> = {
  da: formatOf(TEXTS.da),
  en: formatOf(TEXTS.en),
}

/** In which language, and at which address, a page is written. */
export function pageOf(
  request: Request,
  made: Pick<PageContext, 'stylesheets' | 'now'>,
): PageContext {
  const asked = new URL(request.originalUrl, 'http://localhost').searchParams.get('lang')
  const language = languageOf(asked, request.acceptsLanguages('da', 'en'))
  return {
    ...{ stylesheets: made.stylesheets, now: made.now, path: request.path },
    ...{ texts: TEXTS[language], format: FORMATS[language], asksLanguage: asked === language },
  }
}

/** Answers what went wrong as a page in the dress of all; the last step of the route. */
export const failureAsPage =
  (log: Log, pageFor: (request: Request) => PageContext): ErrorRequestHandler =>
  async (error, request, response, next) => {
    if (response.headersSent) return next(error)
    const known = isKnownError(error) ? error : null
    if (!known) bugReporter(log, spanOf(request))(error)
    const status = known ? statusOf(known) : 500
    if (status === 401) response.set('www-authenticate', 'Bearer')
    if (status === 503) response.set('retry-after', '5')
    const page = errorPage(
      { ...pageFor(request), path: STATUS_PATH },
      kindOf(known),
      known?.code ?? null,
    )
    const answer = answerOf(page.toString(), {
      ...{ type: HTML, status, lastModified: null },
    })
    await send(request, response, { answer, isShared: false })
  }

function kindOf(error: KnownError | null): keyof Texts['errors'] {
  if (error === null) return 'bug'
  if (error instanceof CallerUnknown) return 'keyUnknown'
  switch (error.kind) {
    case 'denied':
      return 'withheld'
    case 'unavailable':
      return 'unavailable'
    default:
      return 'notFound'
  }
}
