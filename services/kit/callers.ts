/** Who asks: a named caller and what it has been granted. */
export interface Caller {
  readonly name: string
  /** Opaque texts; what one of them opens is for the service that checks it to say. */
  readonly grants: ReadonlySet<string>
}
