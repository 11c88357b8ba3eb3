import { type DestinationStream, type Logger, pino } from 'pino'

/** A JSON log, one line an event. */
export type Log = Logger

/** From the quietest to the most talkative. */
export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const

/** One of {@link LOG_LEVELS}. */
export type LogLevel = (typeof LOG_LEVELS)[number]

/**
 * Makes a JSON log on standard error, so that standard output stays free for answers.
 *
 * @param options.context facts added to every line at the moment it is written, such as trace ids
 * @param options.destination takes the lines instead of standard error
 */
export function createLog(options: {
  readonly level: LogLevel
  readonly context?: () => Readonly<Record<string, string>>
  readonly destination?: DestinationStream
}): Log {
  const { context = () => ({}) } = options
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      mixin: () => ({ ...context() }),
      serializers: { err: describeError, error: describeError },
    },
    options.destination ?? pino.destination({ dest: 2, sync: true }),
  )
}

/** The parts of an error that are safe to log; a database error's `detail` quotes row values and stays out. */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) }
  return { type: error.name, ...code, message: error.message, stack: error.stack, ...cause }
}
