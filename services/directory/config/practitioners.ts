import type { EnvReader } from '../../kit/config.ts'

/** Whether the persons of the yder register are imported and served; without their numbers in any case. */
export const practitionersFrom = (read: EnvReader): boolean =>
  read.choice('PRACTITIONERS', ['on', 'off'], 'off') === 'on'
