import type { ViewedDirectory } from '../../domain/directory.ts'
import { gln } from '../../domain/identifier/gln.ts'
import type { OrganisationKey } from '../../domain/identifier/organisation-key.ts'
import { sorId } from '../../domain/identifier/sor-id.ts'
import type { MessageType } from '../../domain/message-type/message-type.ts'
import { type HubKey, type HubRule, hubRuleFor } from '../../domain/resolution/hub-rules.ts'
import { type HubOnTheWay, resolveEndpoint } from '../../domain/resolution/resolve-endpoint.ts'
import type { LocalDate } from '../../domain/time/local-date.ts'
import type { Unit } from '../../domain/unit/unit.ts'
import { whyNoUnit } from '../../domain/unit/why-no-unit.ts'
import type { KeyReader } from './key-reader.ts'
import type { MailboxReader } from './mailbox-reader.ts'

/** Reads what a resolution needs, and hands it to the rules. */
export function endpointResolver(
  read: { readonly mailboxes: MailboxReader; readonly keys: KeyReader },
  { hubRules, day }: { readonly hubRules: readonly HubRule[]; readonly day: LocalDate },
): Pick<ViewedDirectory, 'resolve'> {
  const hubFor = async (unit: Unit, messageType: MessageType): Promise<HubOnTheWay | null> => {
    const organisationType = unit.type?.code ?? null
    const registerSource = unit.source
    const rule = hubRuleFor(hubRules, { messageType, day, organisationType, registerSource })
    if (rule === null) return null
    const choice = await read.keys.choose(keyOf(rule.hub))
    return { rule, chain: choice.kind === 'one' ? choice.chain : null }
  }
  return {
    resolve: async (key, asked) => {
      const choice = await read.keys.choose(key)
      if (choice.kind !== 'one') return whyNoUnit(key, choice)
      const { chain, steps } = choice
      const hub = await hubFor(chain[0], asked)
      const chains = hub?.chain ? [chain, hub.chain] : [chain]
      const mailboxes = await read.mailboxes.withinReach(chains)
      return resolveEndpoint({ chain, mailboxes, asked, hub, steps })
    },
  }
}

const keyOf = (hub: HubKey): OrganisationKey =>
  'gln' in hub ? { kind: 'gln', value: gln(hub.gln) } : { kind: 'sorId', value: sorId(hub.sorId) }
