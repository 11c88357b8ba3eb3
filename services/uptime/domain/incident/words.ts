import type { BothLanguages } from '../catalogue.ts'
import type { IncidentEventKind } from './incident.ts'

type Said = (service: BothLanguages) => BothLanguages

const both =
  (da: (name: string) => string, en: (name: string) => string): Said =>
  (name) => ({ da: da(name.da), en: en(name.en) })

const WORDS: Readonly<Record<Exclude<IncidentEventKind, 'UPDATE'>, Said>> = {
  OPENED: both(
    (name) => `${name} er ramt. Hændelsen er åbnet.`,
    (name) => `${name} is affected. The incident is open.`,
  ),
  CAUSE_FOUND: both(
    (name) => `Årsagen er fundet: ${name}.`,
    (name) => `The cause has been found: ${name}.`,
  ),
  MERGED: both(
    () => 'Hændelsen viste sig at være en del af en anden.',
    () => 'The incident turned out to be a part of another.',
  ),
  JOINED: both(
    (name) => `${name} er også ramt.`,
    (name) => `${name} is affected too.`,
  ),
  RELAPSED: both(
    (name) => `${name} er ramt igen.`,
    (name) => `${name} is affected again.`,
  ),
  RECOVERED: both(
    (name) => `${name} er oppe igen.`,
    (name) => `${name} is up again.`,
  ),
  UPDATE_MISSED: both(
    () => 'Den lovede opdatering kom ikke.',
    () => 'The update that was due did not come.',
  ),
  CLOSED: both(
    () => 'Hændelsen er lukket.',
    () => 'The incident is closed.',
  ),
}

/**
 * What the rules say on a time line.
 *
 * @param service the name of the service that it is about
 */
export const ruleText = (
  kind: Exclude<IncidentEventKind, 'UPDATE'>,
  service: BothLanguages,
): BothLanguages => WORDS[kind](service)

/** The title of an incident, of the service that is its cause. */
export const incidentTitle = (root: BothLanguages): BothLanguages => ({
  da: `Driftsforstyrrelse: ${root.da}`,
  en: `Disruption: ${root.en}`,
})
