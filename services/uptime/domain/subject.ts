/** What health is told of: a service of the catalogue, or an access point of the register. */
export type Subject =
  | { readonly kind: 'service'; readonly id: string }
  | { readonly kind: 'access-point'; readonly id: string }

/** The subject as one text, for keys and columns. */
export const subjectKey = ({ kind, id }: Subject): string => `${kind}:${id}`

/** @throws {RangeError} where the text is no key of a subject */
export function subjectOf(key: string): Subject {
  const [, kind, id] = /^(service|access-point):(.+)$/s.exec(key) ?? []
  if (id === undefined) throw new RangeError(`Cannot read subject "${key}": it is no key of one`)
  return kind === 'service' ? { kind, id } : { kind: 'access-point', id }
}
