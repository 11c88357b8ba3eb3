import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import { at, needed } from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import type { OrganisationName } from '../../domain/coded.ts'
import { numberedOrganisation } from '../answer/numbered-organisation.ts'
import { truthOf, wordsOf } from '../answer/xsd-values.ts'
import { ddv } from './names.ts'

/** Whether the one who wrote a vaccination down is the one who gave it, by how it came into the register. */
const IS_WRITTEN_BY_GIVER: ReadonlyMap<string, boolean> = new Map([
  ['Oprettet af læge / medhjælp', true],
  ['Oprettet på baggrund af data fra Sygesikringsregisteret', true],
  ['Udleveret på apotek og godkendt af læge', false],
  ['Oprettet af læge eller oprettet af borger og godkendt af læge', false],
  ['Udleveret på apotek', false],
  ['Oprettet af borger', false],
  ['Slettet', false],
])

/**
 * The organisation that gave a vaccination. The card of the current version names no giver, so it is the one that wrote it down, where
 * that is told to be the same: not for what a citizen wrote, what a pharmacy handed out, and what was given earlier elsewhere.
 *
 * @returns null where nobody says who gave it
 * @throws {UpstreamAnswerInvalid} for a credibility that the register's schema does not list
 */
export function performerOf(vaccination: XmlElement): OrganisationName | null {
  const credibility = wordsOf(needed(vaccination, ddv('VaccinationCredibility')))
  const isByGiver = IS_WRITTEN_BY_GIVER.get(credibility)
  if (isByGiver === undefined) {
    throw new UpstreamAnswerInvalid(
      'a vaccination came into the register in a way that is not known',
    )
  }
  const isEarlier = truthOf(needed(vaccination, ddv('IsPrevious')))
  const modificator = needed(vaccination, ddv('Created'), ddv('Modificator'))
  const writer = numberedOrganisation(at(modificator, ddv('Organisation')), ddv)
  return isByGiver && !isEarlier ? writer : null
}
