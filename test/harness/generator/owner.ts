import { SPECIALITIES, TYPES } from '../../../infra/sample/codes.ts'
import { glnOf, sorIdOf } from '../../../infra/sample/identifiers.ts'
import type { SampleMailbox } from '../../../infra/sample/mailbox.ts'
import { MESSAGE_TYPES, RECEIVES } from '../../../infra/sample/message-types.ts'
import { type Random, seededRandom } from '../../../infra/sample/random.ts'
import type { SampleUnit } from '../../../infra/sample/unit.ts'
import { anyAddress, anyDay, clinicName, personName, placeName, wardName } from './words.ts'

/** Deeper below an owner no unit lies in the register either. */
const MAX_DEPTH = 7

const SPECIALITY_CODES = Object.values(SPECIALITIES)
const TYPE_CODES = [TYPES.klinisk, TYPES.lægepraksis, TYPES.administrativ] as const
const PRACTICE = RECEIVES.practice.map((name) => MESSAGE_TYPES[name])
const FHIR = RECEIVES.practiceFhir.map((name) => MESSAGE_TYPES[name])

/** Hands out the sequence numbers of one owner; `left` falls to 0 with the last. */
export interface Allotment {
  next: number
  left: number
}

/** Where the units of one owner grow from. */
interface Growth {
  readonly random: Random
  readonly allotment: Allotment
  /** Hospitals have SHAK codes, practices have ydernumre. */
  readonly isHospital: boolean
}

/**
 * One owner with its institutions and units, the same for the same seed and index.
 *
 * @param index from 0: every 2000th is a region with some 1,500 units, every 500th a municipality with some 120
 * @param allotment numbers to use; the owner is cut short when they run out
 */
export function ownerAt(index: number, seed: number, allotment: Allotment): SampleUnit {
  const random = seededRandom(seed * 1_000_003 + index)
  const isHospital = index % 2000 === 1999
  const growth = { random, allotment, isHospital }
  const self = take(growth, 'IE', 0.5)
  const institutions = isHospital ? 8 : index % 500 === 499 ? 6 : 1 + random.below(2)
  const units = isHospital ? 190 : index % 500 === 499 ? 20 : 1 + random.below(4)
  const children: SampleUnit[] = []
  for (let each = 0; each < institutions && allotment.left > 0; each++) {
    const institution = take(growth, 'SI', 0.3)
    children.push({ ...institution, children: grow(growth, units + random.below(2), 2) })
  }
  return {
    ...self,
    postal: anyAddress(random),
    contact: { phone: String(self.sorId).slice(0, 8) },
    children,
  }
}

/** `count` units; about every third has a share of them below itself. */
function grow(growth: Growth, count: number, depth: number): SampleUnit[] {
  const { random, allotment } = growth
  const units: SampleUnit[] = []
  let left = count
  while (left > 0 && allotment.left > 0) {
    const unit = take(growth, 'OE', 0.19)
    left--
    const share =
      depth < MAX_DEPTH && random.chance(0.35) ? random.below(Math.min(left, 12) + 1) : 0
    units.push(
      share === 0 ? ended(unit, random) : { ...unit, children: grow(growth, share, depth + 1) },
    )
    left -= share
  }
  return units
}

function take(growth: Growth, level: SampleUnit['level'], ownMailbox: number): SampleUnit {
  const { random, allotment, isHospital } = growth
  const sequence = allotment.next++
  allotment.left--
  const from = anyDay(random)
  return {
    sorId: sorIdOf(sequence),
    level,
    name: nameOf(level, growth),
    type: random.pick(TYPE_CODES),
    ...(level === 'IE' ? { cvr: String(90_000_000 + (sequence % 9_999_999)) } : {}),
    ...(level === 'OE' && !isHospital
      ? { ydernummer: String(1 + (sequence >> 2)).padStart(6, '0') }
      : {}),
    ...(level === 'OE' && isHospital ? { shak: String(1_000_000 + (sequence % 8_999_999)) } : {}),
    ...(random.chance(0.3) ? { postal: anyAddress(random) } : {}),
    ...(random.chance(0.1) ? { visiting: anyAddress(random) } : {}),
    ...(random.chance(0.2) ? { contact: { phone: String(10_000_000 + sequence) } } : {}),
    specialities: random.chance(0.4) ? [random.pick(SPECIALITIES_FOUND)] : [],
    mailbox: mailboxOf(sequence, ownMailbox, { level, random, from }),
    unlisted: [],
    from,
    firstFrom: from,
    replaces: [],
    replacedBy: [],
    shows: [],
    children: [],
  }
}

const SPECIALITIES_FOUND = [SPECIALITY_CODES[0] ?? '', ...SPECIALITY_CODES.slice(1)] as const

function nameOf(level: SampleUnit['level'], { random, isHospital }: Growth): string {
  if (level === 'OE') return isHospital ? wardName(random) : personName(random)
  return isHospital ? `${placeName(random)} Hospital` : clinicName(random)
}

function mailboxOf(
  sequence: number,
  own: number,
  { level, random, from }: { level: SampleUnit['level']; random: Random; from: string },
): SampleMailbox | 'inherited' | 'none' {
  if (!random.chance(own)) return level !== 'IE' && random.chance(0.85) ? 'inherited' : 'none'
  const network = random.chance(0.5) ? 'vans' : 'edelivery'
  return {
    gln: glnOf('9510', sequence),
    network,
    region: String(1081 + random.below(5)),
    internalOnly: random.chance(0.02),
    nonActive: random.chance(0.05),
    from,
    endpoints: [
      {
        network,
        status: random.chance(0.9) ? 'active' : 'suspended',
        messageTypes: network === 'vans' ? PRACTICE : FHIR,
        bundle: 'public',
        accessPoint: 'fjordland-ap1',
        since: from,
      },
    ],
  }
}

/** A few units without children have closed, are yet to come, or end in the year that means open. */
function ended(unit: SampleUnit, random: Random): SampleUnit {
  const lot = random.below(100)
  if (lot < 3) return { ...unit, to: '2025-06-30' }
  if (lot < 4) return { ...unit, from: '2031-01-01', firstFrom: '2031-01-01' }
  if (lot < 6) return { ...unit, to: '2099-12-31' }
  return unit
}
