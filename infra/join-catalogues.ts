import type { Catalogue } from '../services/uptime/domain/catalogue.ts'

/** Everything that several catalogues name, in their order. */
export const joined = (catalogues: readonly Catalogue[]): Catalogue => ({
  services: catalogues.flatMap(({ services }) => services),
  accessPoints: catalogues.flatMap(({ accessPoints }) => accessPoints),
  references: catalogues.flatMap(({ references }) => references),
})
