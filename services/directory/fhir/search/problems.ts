import { FhirParameterUnknown } from '../../errors/fhir.ts'

/** What a search could not honour: an error for the strict, a warning for the others. */
export interface Problems {
  readonly warnings: readonly string[]
  /** @returns what `read` returns, or null where it could not be honoured and that is only worth a warning */
  honour<T>(read: () => T): T | null
}

/** @param isStrict as `Prefer: handling=strict` says */
export function problems(isStrict: boolean): Problems {
  const warnings: string[] = []
  return {
    warnings,
    honour: (read) => {
      try {
        return read()
      } catch (error) {
        if (isStrict || !(error instanceof FhirParameterUnknown)) throw error
        warnings.push(error.message)
        return null
      }
    },
  }
}
