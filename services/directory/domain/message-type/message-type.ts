import { labelOfMessageType } from './message-type-label.ts'
import type { MessageStandard } from './message-type-name.ts'
import { readSpelling } from './message-type-spelling.ts'

/** A message type as somebody spells it, with what we read in it. */
export interface MessageType {
  readonly raw: string
  readonly standard: MessageStandard | null
  readonly name: string | null
  readonly version: string | null
  /** Danish label. */
  readonly display: string | null
}

const MAX_KEPT = 10_000
const kept = new Map<string, MessageType>()

/**
 * Reads a message type in any of its spellings: EDI name, version code, URN of either generation, FHIR name.
 *
 * @returns without standard and name where the spelling is not known; then only the same text matches it
 */
export function parseMessageType(raw: string): MessageType {
  const known = kept.get(raw)
  if (known) return known
  const said = readSpelling(raw.trim())
  const type: MessageType = {
    raw,
    standard: said?.standard ?? null,
    name: said?.name ?? null,
    version: said?.version ?? null,
    display: said && labelOfMessageType(said),
  }
  if (kept.size >= MAX_KEPT) kept.clear()
  kept.set(raw, type)
  return type
}

/**
 * Whether a receiver of `offered` receives `asked`: same standard and name, and the version where one is asked.
 *
 * Never across standards: DIS91, XDIS91 and FDIS91 are alternatives (see `sameLetter`), not equals.
 */
export function matches(asked: MessageType, offered: MessageType): boolean {
  if (asked.name === null || offered.name === null) return asked.raw === offered.raw
  if (asked.standard !== offered.standard || asked.name !== offered.name) return false
  return asked.version === null || plainVersion(asked) === plainVersion(offered)
}

/** `D9134L` is version 3.4 of DIS91: letter, number, version, kind. */
function plainVersion({ version }: MessageType): string | null {
  const [, major, minor] = /^X?[A-Z]\d\d(\d)(\d)[A-Z]$/.exec(version ?? '') ?? []
  return major === undefined ? version : `${major}.${minor}`
}

/** Whether two message types carry the same letter, in whatever standard: DIS91, XDIS91 and CareCommunication do. */
export function sameLetter(a: MessageType, b: MessageType): boolean {
  const letter = letterOf(a)
  return letter !== null && letter === letterOf(b)
}

// FHIR messages by the EDI letter whose place they take; MedCom's names in SOR-EDI say so: FDIS91, FDIS20, FCTL.
const FHIR_LETTERS: ReadonlyMap<string, string> = new Map([
  ['CareCommunication', 'DIS91'],
  ['HospitalNotification', 'DIS20'],
  ['Acknowledgement', 'CTL'],
])

function letterOf({ standard, name }: MessageType): string | null {
  if (name === null) return null
  if (standard === 'FHIR') return FHIR_LETTERS.get(name) ?? name
  const letter = standard === 'OIOXML' && name.startsWith('X') ? name.slice(1) : name
  return /^CTL\d\d$/.test(letter) ? 'CTL' : letter
}

/**
 * Orders message types by version, the newest first and those without a version last.
 *
 * @returns as a comparator does
 */
export function newestFirst(a: MessageType, b: MessageType): number {
  const [ours, theirs] = [numbersOf(a.version), numbersOf(b.version)]
  for (let place = 0; place < Math.max(ours.length, theirs.length); place++) {
    const difference = (theirs[place] ?? -1) - (ours[place] ?? -1)
    if (difference !== 0) return difference
  }
  return 0
}

const numbersOf = (version: string | null): readonly number[] =>
  (version?.match(/\d+/g) ?? []).map(Number)
