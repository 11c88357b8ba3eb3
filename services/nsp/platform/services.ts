/** Every service of the platform that is spoken with, by the name under which a profile says where it is. */
export const SERVICE_NAMES = [
  'sts-id-card',
  'sts-bst2sosi',
  'sts-bst2idws',
  'sts-jwt2idws',
  'dds-registry',
  'dds-repository',
  'dros',
  'sfsk-registry',
  'sfsk-repository',
  'minspaerring',
  'brs',
  'minlog-registration',
  'minlog-lookup',
  'nas-broker',
  'nas-subscription-manager',
  'nas-pull-point-factory',
  'nas-pull-point',
  'nas-id-list',
  'authorisation',
  'cpr',
  'btr',
  'ltr',
  'fmk',
  'ddv',
  'fut-measurement',
  'mhd',
] as const

/** @see SERVICE_NAMES */
export type ServiceName = (typeof SERVICE_NAMES)[number]

/** Tells a name of {@link SERVICE_NAMES}. */
export const isServiceName = (text: string): text is ServiceName =>
  SERVICE_NAMES.some((name) => name === text)
