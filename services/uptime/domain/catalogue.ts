import type { Probe } from './probe.ts'

/** A text for people in both languages of the pages. */
export interface BothLanguages {
  readonly da: string
  readonly en: string
}

/** How grave it is when a service is down, by the platform's own classes. */
export type Severity = 'P1' | 'P2' | 'P3' | 'P4' | 'P5'

/** What a service promises. */
export interface Objective {
  /** Share of the time that it is up, 0 to 1. */
  readonly ratio: number
  readonly windowDays: number
  /** 95 of 100 answers come within this many milliseconds; null where nothing is promised. */
  readonly p95Ms: number | null
}

/** A person or place to turn to. */
export interface ServiceContact {
  readonly kind: 'email' | 'phone' | 'url'
  readonly value: string
}

/** A shared service or a part of the hub, as the catalogue describes it. */
export interface CatalogueService {
  /** Lower case letters, digits and hyphens. */
  readonly id: string
  readonly name: BothLanguages
  readonly owner: string
  /** SOR id of the owner where it has one. */
  readonly organisation: string | null
  /** Shown to everybody; else to its owner and to operators. */
  readonly isReleased: boolean
  readonly protocol: string
  /** Such as `production`, `test`, `sandbox`. */
  readonly environment: string
  readonly objective: Objective
  readonly severity: Severity
  readonly dependsOn: readonly string[]
  readonly contacts: readonly ServiceContact[]
  readonly probes: readonly Probe[]
}

/** How an access point of the register is measured; its owner has agreed. */
export interface CatalogueAccessPoint {
  /** The access point's id in the register. */
  readonly id: string
  /** SOR id of its owner. */
  readonly organisation: string | null
  readonly isReleased: boolean
  readonly probes: readonly Probe[]
}

/** Everything that is watched, as one file says it. */
export interface Catalogue {
  readonly services: readonly CatalogueService[]
  readonly accessPoints: readonly CatalogueAccessPoint[]
  /** Targets whose failure all at once means that the prober itself is offline. */
  readonly references: readonly Probe[]
}
