import { readFileSync } from 'node:fs'
import { type HubRule, hubRulesFrom } from '../../services/directory/domain/resolution/hub-rules.ts'

/** The sample's rules; they speak of the sample's units only, so they can stand beside any register. */
export const sampleHubRules = (): readonly HubRule[] =>
  hubRulesFrom(readFileSync(new URL('hub-rules.json', import.meta.url), 'utf8'))
