import type { Kysely } from 'kysely'
import type { LdapServer } from '../../kit/ldap/server.ts'
import type { Log } from '../../kit/log.ts'
import type { ChangeFeed } from '../domain/change/change-feed.ts'
import type { Tables } from '../store/tables.ts'
import type { Tree } from './tree.ts'

/** How a server is written to. */
export interface PublishSettings {
  readonly server: LdapServer
  readonly tree: Tree
  /** Connections that are written over. */
  readonly connections: number
  /** Names of restricted sources that the server shows as well. */
  readonly grants: ReadonlySet<string>
}

/** What a run of the publisher works with. */
export interface PublishContext extends PublishSettings {
  readonly db: Kysely<Tables>
  readonly feed: ChangeFeed
  readonly log: Log
  readonly now: () => Date
  /** Name of the server and the tree, in our tables. */
  readonly target: string
}

/** @returns the name under which a server and its tree are known in our tables */
export const targetOf = ({ server, tree }: Pick<PublishSettings, 'server' | 'tree'>): string =>
  `${server.url.host}/${tree.base}/${tree.source}`
