import type { ResourceType } from './resource.ts'

/** What R4 calls the type of a search parameter. */
export type ParameterType = 'token' | 'string' | 'reference' | 'date' | 'uri'

/** What may stand behind a parameter's name and a colon. */
export type Modifier = 'contains' | 'exact' | 'not' | 'missing' | 'identifier'

/** `code`: any system; `|code`: none; `system|code`; `system|`: any code of it. */
export interface TokenValue {
  /** Undefined for any system, null for none. */
  readonly system: string | null | undefined
  /** Null for any code. */
  readonly code: string | null
}

/** `id`, `Type/id` or `<our base>/Type/id`. */
export interface ReferenceValue {
  /** Null where only an id was written: any of the parameter's targets. */
  readonly type: ResourceType | null
  readonly id: string
}

/** A comparison with a span of time: an R4 date of whatever precision is a span. */
export interface DateValue {
  readonly prefix: 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb' | 'ap'
  /** RFC 3339 in UTC with milliseconds, inclusive. */
  readonly from: string
  /** The same, exclusive. */
  readonly before: string
}

/**
 * One condition of a search. Its values are alternatives; all criteria of a search must hold. The engine has checked the
 * parameter, its modifier and each value's form.
 */
export type Criterion =
  | { readonly kind: 'token'; readonly parameter: string; readonly values: readonly TokenValue[] }
  /** `:not`: also holds for a resource without any value. */
  | {
      readonly kind: 'token-not'
      readonly parameter: string
      readonly values: readonly TokenValue[]
    }
  /** Begins with, folded (case, accents, Danish spellings). */
  | { readonly kind: 'string'; readonly parameter: string; readonly values: readonly string[] }
  /** Anywhere in it, folded. */
  | { readonly kind: 'contains'; readonly parameter: string; readonly values: readonly string[] }
  /** The whole of it, letter by letter. */
  | { readonly kind: 'exact'; readonly parameter: string; readonly values: readonly string[] }
  | {
      readonly kind: 'reference'
      readonly parameter: string
      readonly values: readonly ReferenceValue[]
    }
  /** `:identifier`: the target carries that identifier. */
  | {
      readonly kind: 'reference-identifier'
      readonly parameter: string
      readonly values: readonly TokenValue[]
    }
  | { readonly kind: 'date'; readonly parameter: string; readonly values: readonly DateValue[] }
  | { readonly kind: 'uri'; readonly parameter: string; readonly values: readonly string[] }
  | { readonly kind: 'missing'; readonly parameter: string; readonly missing: boolean }
