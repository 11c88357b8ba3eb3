import type { EnvReader } from '../config.ts'

/** What a process tells of itself, and to whom. */
export interface TelemetryConfig {
  readonly serviceName: string
  /** Null: nothing is exported, and no span is made. */
  readonly traces: {
    readonly endpoint: URL
    /** 0..1 of the traces that start here. */
    readonly ratio: number
    /** Spans wait this long for company. */
    readonly delayMs: number
  } | null
  /** How many traces the process holds for a look at them; 0 for none. */
  readonly kept: number
}

/** Reads the settings that OpenTelemetry names; problems go to `read`. */
export function telemetryConfigFrom(
  read: EnvReader,
  serviceName: string,
  { kept = 0 }: { readonly kept?: number } = {},
): TelemetryConfig {
  const endpoint = read.optionalUrl('OTEL_EXPORTER_OTLP_ENDPOINT')
  const ratio = ratioFrom(read)
  const delayMs = read.integer('OTEL_BSP_SCHEDULE_DELAY', { min: 1, max: 60_000, fallback: 5_000 })
  return {
    serviceName: read.text('OTEL_SERVICE_NAME', serviceName),
    traces: endpoint && { endpoint, ratio, delayMs },
    kept: read.integer('TRACES_KEPT', { min: 0, max: 10_000, fallback: kept }),
  }
}

function ratioFrom(read: EnvReader): number {
  const raw = read.optionalText('OTEL_TRACES_SAMPLER_ARG')
  if (raw === null) return 1
  const ratio = Number(raw)
  if (/^\d*\.?\d+$/.test(raw) && ratio <= 1) return ratio
  read.problem(`OTEL_TRACES_SAMPLER_ARG must be a number in 0..1, is "${raw}"`)
  return 1
}
