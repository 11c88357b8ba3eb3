import type { DirectoryConfig } from '../services/directory/config.ts'
import { createDirectory, type DirectoryService } from '../services/directory/service.ts'
import type { Secret } from '../services/kit/secret.ts'
import type { Telemetry } from '../services/kit/telemetry/telemetry.ts'
import { sampleHubRules } from './sample/read-hub-rules.ts'

/** Opens the directory over a database, seen by telemetry; where no hub rules are named, with the sample's. */
export const openDirectory = (
  url: Secret,
  config: DirectoryConfig,
  { onQuery }: Pick<Telemetry, 'onQuery'>,
): Promise<DirectoryService> => {
  const { poolSize, statementTimeoutMs, hubRules, freshForDays, publicUrl, ldap, webhooks } = config
  const { certificateWarningDays, practitioners } = config
  const database = { url, poolSize, statementTimeoutMs, onQuery }
  const rules = hubRules ?? sampleHubRules()
  return createDirectory({
    ...{ database, hubRules: rules, freshForDays, publicUrl, ldap, webhooks },
    ...{ certificateWarningDays, practitioners },
  })
}
