import type { Platform } from '../../../nsp/platform/platform.ts'
import type { SystemIdentity } from '../../../nsp/platform/profile.ts'
import { xml } from '../../../nsp/xml/template.ts'
import { readAnswer } from '../answer/read-answer.ts'
import { danishDay } from '../format/cda/danish-time.ts'
import type { MedicineSource } from '../source.ts'
import { medicineCardOf } from './medicine-card.ts'
import { FMK_E2_NS, GET_MEDICINE_CARD } from './names.ts'
import { whitelistingHeader } from './whitelisting.ts'

/**
 * The medicine card, asked over the platform.
 *
 * Prescriptions, effectuations and what was withdrawn are not asked for: the answer is the current card. Consent is the register's own
 * matter (medications marked as private); an override in HSUID does not reach it.
 *
 * @param system who is asking, as the register has been told of it
 * @param now by which the medications in force are told
 */
export const fmkSource = (
  platform: Platform,
  system: SystemIdentity,
  now: () => Date = () => new Date(),
): MedicineSource => ({
  async medications({ acting, regarding, signal }) {
    const { cpr } = regarding
    const { body } = await platform.call({
      ...{ service: 'fmk', action: GET_MEDICINE_CARD, body: request(cpr) },
      ...{ acting, regarding, signal },
      headers: [whitelistingHeader('WhitelistingHeader', acting, system)],
    })
    return readAnswer(() => medicineCardOf(body, { cpr, today: danishDay(now().toISOString()) }))
  },
})

const request = (cpr: string) =>
  xml`<e2:GetMedicineCardRequest xmlns:e2="${FMK_E2_NS}"><e2:PersonIdentifier source="CPR">${cpr}</e2:PersonIdentifier><e2:IncludePrescriptions>false</e2:IncludePrescriptions><e2:IncludeEffectuations>false</e2:IncludeEffectuations><e2:IncludeNonRelevantPrescriptions>false</e2:IncludeNonRelevantPrescriptions></e2:GetMedicineCardRequest>`
