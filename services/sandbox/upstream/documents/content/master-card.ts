import { xml } from '../../../../nsp/xml/template.ts'
import type { MasterCardStory } from '../../../domain/world/master-cards.ts'
import type { Citizen } from '../../../domain/world/persons.ts'
import {
  author,
  clinicalDocument,
  coding,
  documentationOf,
  interval,
  narrative,
  profileVersion,
  SYSTEM,
  template,
} from './cda.ts'
import { masterCardEntries } from './master-card-entries.ts'

/** Writes a master card as PDC-DK 3.0, made at the moment of asking. */
export function masterCardDocument(
  story: MasterCardStory,
  about: { readonly citizen: Citizen; readonly id: string; readonly now: Date },
): Buffer {
  const { citizen, id, now } = about
  const head = {
    templates: [{ root: '1.2.208.184.16.1', extension: '3.0' }],
    ...{ id, citizen, created: now, custodian: 'hospital' as const },
    code: xml`<code ${coding(SYSTEM.medcom, { code: 'PDC', display: 'Stamkort' })}/>`,
    title: `Personal Data Card for ${citizen.cpr}`,
    authors: [author('hospital', now)],
    services: [
      documentationOf(xml`<templateId root="1.2.208.184.10.1.11"/>${interval(now, null)}`),
      profileVersion('pdc-v3.0'),
    ],
  }
  const part = template({ root: '1.2.208.184.16.1.10.20.1', extension: '2019-08-14' })
  return clinicalDocument(head, [
    xml`<section classCode="DOCSECT" moodCode="EVN">${part}${narrative([
      'Øvrige oplysninger',
    ])}${masterCardEntries(story, about)}</section>`,
  ])
}
