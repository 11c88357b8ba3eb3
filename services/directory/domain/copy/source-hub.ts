import type { CopyAsked, CopyHeader, CopyTrailer } from './register-copy.ts'

/** A copy on its way in. To be disposed, whether it was read to its end or not. */
export interface ArrivingCopy extends AsyncDisposable {
  readonly header: CopyHeader
  /** Names what was asked and answered; null where the hub gives no tag. */
  readonly etag: string | null
  /**
   * Lines between header and trailer, some at a time; to be read once.
   *
   * @returns the trailer, once all have been read
   * @throws {CopyTorn} where the stream ends without one
   */
  lines(): AsyncGenerator<readonly string[], CopyTrailer>
}

/** A hub that another one copies from. */
export interface SourceHub {
  /** Without credentials. */
  readonly url: string
  /**
   * @returns the revision of its latest redaction: what was copied at an earlier revision is void
   * @throws {HubUnavailable} where it does not answer as it should
   */
  voidBefore(signal: AbortSignal): Promise<number>
  /**
   * @param held the tag of the answer to this very question that was seen last; null for none
   * @returns null where there is nothing new since `held`
   * @throws {HubUnavailable} where it does not answer as it should
   * @throws {HubRefuses} where it does not know us
   * @throws {CopyApart} where it has no such revision, or holds nothing
   * @throws {CopyUnreadable} where its copies are of another format
   */
  copy(asked: CopyAsked, held: string | null, signal: AbortSignal): Promise<ArrivingCopy | null>
}
