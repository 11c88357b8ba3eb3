import type { EnvReader } from '../../kit/config.ts'

/** How the quality of the register is judged. */
export interface QualityConfig {
  /** A certificate that ends within so many days is a finding. */
  readonly certificateWarningDays: number
}

/** The only place that knows the names of these settings; problems go to `read`. */
export const qualityConfigFrom = (read: EnvReader): QualityConfig => ({
  certificateWarningDays: read.integer('CERTIFICATE_WARNING_DAYS', {
    min: 0,
    max: 3_650,
    fallback: 30,
  }),
})
