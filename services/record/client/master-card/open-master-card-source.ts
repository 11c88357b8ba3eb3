import type { Platform } from '../../../nsp/platform/platform.ts'
import { DOCUMENT_TYPES } from '../../../nsp/xds/document-types.ts'
import type { MasterCard, ResuscitationOptOut } from '../../domain/part/master-card.ts'
import { contentFrom } from '../documents/content-from.ts'
import type { DocumentLibrary, Listing } from '../documents/library.ts'
import { xdsLibrary } from '../documents/xds-library.ts'
import type { Asking, MasterCardSource, Said } from '../source.ts'
import { masterCardIn } from './master-card-in.ts'
import { resuscitationIn } from './resuscitation-in.ts'
import { ResuscitationUnclear } from './resuscitation-unclear.ts'

/** What the master card is asked for over. */
export interface MasterCardSourceOptions {
  readonly platform: Platform
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
}

/**
 * The shared master card, and by a question of its own, each time anew, whether the citizen has opted out of resuscitation.
 *
 * The newest card in force is the master card. Only documents in the format of PDC 3.0 count.
 */
export function openMasterCardSource({
  platform,
  now = Date.now,
}: MasterCardSourceOptions): MasterCardSource {
  const sfsk = xdsLibrary(platform, 'sfsk')
  return {
    masterCard: (asking) => masterCardFrom(sfsk, asking, now()),
    resuscitation: (asking) => resuscitationFrom(sfsk, asking, now()),
    contentOf: (asking, document) => contentFrom(sfsk, asking, document),
  }
}

const { formatCode } = DOCUMENT_TYPES.masterCard

// A registry that does not narrow by format must not make a card of an earlier version the newest one.
async function cardsOf(library: DocumentLibrary, asking: Asking): Promise<Listing> {
  const wanted = { typeCodes: null, formatCodes: [formatCode], deprecatedToo: false }
  const { documents, isFiltered } = await library.list(asking, wanted)
  const cards = documents.filter(({ reference }) => reference.format.code === formatCode)
  return { documents: cards, isFiltered }
}

async function masterCardFrom(
  library: DocumentLibrary,
  asking: Asking,
  now: number,
): Promise<Said<MasterCard>> {
  const { documents, isFiltered } = await cardsOf(library, asking)
  const [newest] = documents
  if (!newest) return { kind: isFiltered ? 'allHeldBack' : 'none' }
  const { reference } = newest
  const content = await library.content(asking, reference)
  if (content === null) return { kind: 'allHeldBack' }
  const about = { cpr: asking.regarding.cpr, document: reference, now }
  return { kind: 'found', part: masterCardIn(content, about) }
}

async function resuscitationFrom(
  library: DocumentLibrary,
  asking: Asking,
  now: number,
): Promise<Said<ResuscitationOptOut>> {
  const { documents, isFiltered } = await cardsOf(library, asking)
  const [card] = documents
  if (!card && isFiltered) return { kind: 'allHeldBack' }
  if (!card) throw new ResuscitationUnclear('there is no master card')
  if (documents.length > 1) throw new ResuscitationUnclear('there are several master cards')
  if (isFiltered) throw new ResuscitationUnclear('a part of the master cards is held back')
  const content = await library.content(asking, card.reference)
  if (content === null) return { kind: 'allHeldBack' }
  const stated = resuscitationIn(content, asking.regarding.cpr)
  if (!stated.registered) return { kind: 'none' }
  const askedAt = new Date(now).toISOString()
  return { kind: 'found', part: { ...stated, askedAt, document: card.reference } }
}
