import type { Platform } from '../../../nsp/platform/platform.ts'
import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import type { TreatmentWill } from '../../domain/part/treatment-will.ts'
import type { Said, WillSource } from '../source.ts'
import { askRegister } from './ask-register.ts'
import { BTR, LTR } from './register.ts'

/**
 * Treatment and living wills, both registers asked at once.
 *
 * Who makes a treatment will deletes the living will, so at most one of them can be there, and what is answered follows from that:
 * - *none* only where both registers say so themselves;
 * - a treatment will stands even where the register of living wills fails: whatever that would have said is superseded;
 * - a living will stands only where the register of treatment wills says that it has none: else a later will may supersede it;
 * - both at once cannot be, and which of them counts is not for us to say: then there is no answer.
 * In every other case the failure of either register is the failure of all.
 *
 * The wire is designed from what is published of it (operations, element names, codes), not seen.
 */
export const willSource = (platform: Platform): WillSource => ({
  async treatmentWill(asking) {
    const [treatment, living] = await Promise.allSettled([
      askRegister(platform, BTR, asking),
      askRegister(platform, LTR, asking),
    ])
    return counting(treatment, living)
  },
})

type Told = PromiseSettledResult<TreatmentWill | null>

function counting(treatment: Told, living: Told): Said<TreatmentWill> {
  if (treatment.status === 'rejected') throw treatment.reason
  if (treatment.value === null) {
    if (living.status === 'rejected') throw living.reason
    return living.value ? { kind: 'found', part: living.value } : { kind: 'none' }
  }
  if (living.status === 'fulfilled' && living.value) {
    throw new UpstreamAnswerInvalid('two wills are in force at once')
  }
  return { kind: 'found', part: treatment.value }
}
