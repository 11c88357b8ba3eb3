import type {
  Catalogue,
  RecordedRevision,
  ViewedCatalogue,
} from '../../domain/catalogue/catalogue.ts'
import type { LocalDate } from '../../domain/time/local-date.ts'
import type { Moment } from '../port.ts'
import type { Version } from '../resource/version.ts'

/** What the readers of one request read from. */
export interface ReaderSource {
  readonly catalogue: Catalogue
  readonly moment: Moment
  /** Lists of what revisions did, made before. */
  readonly histories: Histories
}

/** Keeps lists of what revisions did: they are the same for all who may see the same. */
export interface Histories {
  /** @param name says what the list is of, and who may see it */
  list(name: string, make: () => Promise<readonly HistoryItem[]>): Promise<readonly HistoryItem[]>
}

/** That a revision made something of a resource. */
export interface HistoryItem {
  readonly revision: number
  readonly id: string
}

/** The register on the day and at the revision of the request. */
export const viewOf = ({ catalogue, moment }: ReaderSource): Promise<ViewedCatalogue> =>
  catalogue.view({ day: moment.day as LocalDate, revision: moment.revision })

/** The register on the day a revision was recorded, as known then. */
export const viewAt = (
  { catalogue }: ReaderSource,
  { day, revision }: RecordedRevision,
): Promise<ViewedCatalogue> => catalogue.view({ day: day as LocalDate, revision })

/** The version that a revision makes. */
export const versionOf = ({ revision, recordedAt }: RecordedRevision): Version => ({
  versionId: String(revision),
  lastUpdated: recordedAt,
})
