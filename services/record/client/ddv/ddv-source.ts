import type { Platform } from '../../../nsp/platform/platform.ts'
import type { SystemIdentity } from '../../../nsp/platform/profile.ts'
import { xml } from '../../../nsp/xml/template.ts'
import { readAnswer } from '../answer/read-answer.ts'
import { whitelistingHeader } from '../fmk/whitelisting.ts'
import type { VaccinationSource } from '../source.ts'
import { DDV_NS, GET_VACCINATION_CARD } from './names.ts'
import { vaccinationCardOf } from './vaccination-card.ts'

/**
 * The vaccination card, asked over the platform.
 *
 * What the citizen blocks is the register's own matter, and this version of its answer does not say that something was left out; so
 * `filtered` is always false.
 *
 * @param system who is asking, as the register has been told of it
 */
export const ddvSource = (platform: Platform, system: SystemIdentity): VaccinationSource => ({
  async vaccinations({ acting, regarding, signal }) {
    const request = xml`<d:GetVaccinationCardRequest xmlns:d="${DDV_NS}"><d:PersonCivilRegistrationIdentifier>${regarding.cpr}</d:PersonCivilRegistrationIdentifier></d:GetVaccinationCardRequest>`
    const { body } = await platform.call({
      ...{ service: 'ddv', action: GET_VACCINATION_CARD, body: request },
      ...{ acting, regarding, signal },
      headers: [whitelistingHeader('WhiteListingHeader', acting, system)],
    })
    return readAnswer(() => vaccinationCardOf(body))
  },
})
