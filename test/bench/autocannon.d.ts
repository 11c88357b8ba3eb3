declare module 'autocannon' {
  interface Options {
    readonly url: string
    readonly connections: number
    readonly duration: number
    readonly requests: readonly {
      readonly method: 'POST'
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }[]
  }
  interface Result {
    readonly requests: { readonly total: number }
    readonly duration: number
    readonly non2xx: number
    readonly errors: number
  }
  interface Run extends Promise<Result> {
    on(
      event: 'response',
      heard: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
    ): this
  }
  function autocannon(options: Options): Run
  export = autocannon
}
