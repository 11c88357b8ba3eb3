import { CSV_FEEDS } from './csv-feeds.ts'
import { eerFeed } from './eer/feed.ts'
import type { Feed } from './feed.ts'
import { ldapFeed } from './ldap/feed.ts'
import { shakFeed } from './shak/feed.ts'
import { sorXmlFeed } from './sor-xml/feed.ts'
import { yderFeed } from './yder/feed.ts'

/** Every format that is read, the one that recognises a file first. */
export const FEEDS: readonly Feed[] = [
  sorXmlFeed,
  ldapFeed,
  eerFeed,
  yderFeed,
  shakFeed,
  ...CSV_FEEDS,
]

/**
 * Tells the format of a file by its content.
 *
 * @param head the beginning of the file, up to 64 KiB, decoded
 * @returns null when no feed knows it
 */
export const feedFor = (head: string): Feed | null =>
  FEEDS.find((feed) => feed.recognises(head)) ?? null
