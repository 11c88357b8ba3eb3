import {
  type AddressDraft,
  type ContactDraft,
  type MailboxDraft,
  newAddress,
  newContact,
  newMailbox,
  newStatus,
  newUnit,
  type StatusDraft,
  type UnitDraft,
} from './draft.ts'

/** Where the reader stands: the drafts that the leaves of the open elements write to. */
export interface Cursor {
  line: number
  unit: UnitDraft
  mailbox: MailboxDraft
  status: StatusDraft
  address: AddressDraft
  contact: ContactDraft
  tree: { snapshotDate: string | null }
  replacement: string[]
  /** SOR ids, as written, of the open entities, outermost first; null until a unit's own element has closed. */
  readonly path: (string | null)[]
  /** Takes a unit whose own element has closed. */
  onUnit(unit: UnitDraft, parentId: string | null): void
}

/** A cursor before the first element. */
export const newCursor = (onUnit: Cursor['onUnit']): Cursor => ({
  line: 1,
  unit: newUnit(1, 'OWNER'),
  mailbox: newMailbox(1),
  status: newStatus(),
  address: newAddress(),
  contact: newContact(),
  tree: { snapshotDate: null },
  replacement: [],
  path: [],
  onUnit,
})

/** What an element may hold, by local name. */
export interface Block {
  readonly children: ReadonlyMap<string, Step>
  /** What stands for a child that is not listed; without it the child is unknown. */
  readonly otherwise?: Step
}

/** What to do with one element: descend, keep its text, or leave it out knowingly. */
export type Step = BlockStep | LeafStep | { readonly kind: 'ignored' }

/** An element whose text is kept. */
export interface LeafStep {
  readonly kind: 'leaf'
  set(at: Cursor, text: string): void
}

/** An element that holds others; `enter` and `leave` are called at its tags. */
export interface BlockStep {
  readonly kind: 'block'
  readonly block: Block
  enter?(at: Cursor): void
  leave?(at: Cursor): void
}

type Part = 'unit' | 'mailbox' | 'status' | 'address' | 'contact' | 'tree'
type KeysOf<T, V> = { [K in keyof T]: V extends T[K] ? K : never }[keyof T]

/** A leaf whose text becomes one field of one draft. */
export const kept = <P extends Part>(part: P, key: KeysOf<Cursor[P], string>): LeafStep => ({
  kind: 'leaf',
  set(at, text) {
    const draft = at[part] as object as Record<PropertyKey, unknown>
    draft[key] = text
  },
})

/** A leaf that says true or false. */
export const flag = <P extends Part>(part: P, key: KeysOf<Cursor[P], boolean>): LeafStep => ({
  kind: 'leaf',
  set(at, text) {
    const draft = at[part] as object as Record<PropertyKey, unknown>
    draft[key] = text === 'true' || text === '1'
  },
})

/** A leaf whose text joins a list. */
export const listed = (list: (at: Cursor) => string[]): LeafStep => ({
  kind: 'leaf',
  set(at, text) {
    list(at).push(text)
  },
})

/** Elements that are known and left out. */
export const ignored = (...names: readonly string[]): [string, Step][] =>
  names.map((name) => [name, { kind: 'ignored' }])

/** The same step under several names. */
export const named = (names: readonly string[], step: Step): [string, Step][] =>
  names.map((name) => [name, step])

/** An element that holds others. */
export const holding = (
  children: Iterable<readonly [string, Step]>,
  enter?: (at: Cursor) => void,
): BlockStep => ({
  kind: 'block',
  block: { children: new Map(children) },
  ...(enter ? { enter } : {}),
})
