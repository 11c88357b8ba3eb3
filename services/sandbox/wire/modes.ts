import type { ServiceName } from '../../nsp/platform/services.ts'

/** How a service of the sandbox behaves. */
export type Mode =
  | { readonly kind: 'well' }
  /** Answers rightly, but only after a while, in milliseconds. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** `hang` never answers, `cut` ends in the middle of an answer, `garbage` is no XML, `fault` is a SOAP fault with HTTP 200. */
  | { readonly kind: 'broken'; readonly how: 'error-500' | 'hang' | 'cut' | 'garbage' | 'fault' }

const WELL: Mode = { kind: 'well' }

/** What each service of one sandbox is told to do, well where nothing is said. */
export class Modes {
  readonly #modes = new Map<ServiceName, Mode>()

  of(service: ServiceName): Mode {
    return this.#modes.get(service) ?? WELL
  }

  set(service: ServiceName, mode: Mode): void {
    this.#modes.set(service, mode)
  }

  /** Every service is well again. */
  clear(): void {
    this.#modes.clear()
  }

  /** Those that are not well. */
  all(): ReadonlyMap<ServiceName, Mode> {
    return new Map([...this.#modes].filter(([, { kind }]) => kind !== 'well'))
  }
}
