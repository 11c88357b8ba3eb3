import type { Request } from 'express'
import { bearerOf, type Caller, type Callers } from '../callers.ts'
import type { ReportBug } from '../graphql-errors.ts'
import type { Log } from '../log.ts'
import { looksSigned, type SignIns } from '../sign-in.ts'
import type { Telemetry } from '../telemetry/telemetry.ts'
import type { Span } from '../telemetry/tracing.ts'
import { beginStreamOf, spanOf } from './edge.ts'
import { bugReporter } from './report-bug.ts'

/** What every transport of ours needs beside what it serves. */
export interface HttpSurroundings {
  readonly callers: Callers
  readonly telemetry: Pick<Telemetry, 'tracing' | 'metrics'>
  readonly log: Log
  readonly maxBodyBytes: number
}

/** Who is let in where people sign in too. */
export interface Doors extends Pick<HttpSurroundings, 'callers'> {
  /** Left out where only systems are known. */
  readonly signIns?: SignIns | undefined
}

/** What is known of a request once it has been let in. */
export interface AdmittedRequest {
  readonly caller: Caller | null
  /** As it came, to be passed on to another process of ours. */
  readonly authorization: string | undefined
  readonly span: Span
  readonly reportBug: ReportBug
  /** Ends what is measured of the request: from now on it is a stream. */
  beginStream(): void
}

/**
 * Lets a request in that has come by an edge.
 *
 * @throws {CallerUnknown} on a key that nobody has, and on a scheme other than Bearer
 */
export function admit(
  request: Request,
  { callers, log }: Pick<HttpSurroundings, 'callers' | 'log'>,
): AdmittedRequest {
  return admitted(request, callers.callerOf(request.get('authorization')), log)
}

/**
 * As {@link admit}, where people sign in too.
 *
 * @throws {CallerUnknown} on a key or a token that nobody has, and on a scheme other than Bearer
 * @throws {SignInsUnavailable} where it cannot be told whose a token is
 */
export async function admitPerson(
  request: Request,
  { log, ...doors }: Doors & Pick<HttpSurroundings, 'log'>,
): Promise<AdmittedRequest> {
  return admitted(request, await callerAt(doors, request.get('authorization')), log)
}

function admitted(request: Request, caller: Caller | null, log: Log): AdmittedRequest {
  const span = spanOf(request)
  return {
    ...{ caller, authorization: request.get('authorization'), span },
    reportBug: bugReporter(log, span),
    beginStream: () => beginStreamOf(request),
  }
}

/**
 * Who sent a header: a system by its key, or a person by a token.
 *
 * @throws as {@link admitPerson} does
 */
export async function callerAt(
  { callers, signIns }: Doors,
  authorization: string | undefined,
): Promise<Caller | null> {
  const token = signIns && bearerOf(authorization)
  return token && looksSigned(token) ? signIns.callerOf(token) : callers.callerOf(authorization)
}
