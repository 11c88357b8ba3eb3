import { localDate } from '../../services/directory/domain/time/local-date.ts'

/** Day that the sample speaks for. */
export const SAMPLE_SNAPSHOT_DAY = localDate('2026-11-01')
