import * as v from 'valibot'
import type { Catalogue } from '../domain/catalogue.ts'
import { CatalogueInvalid } from '../errors/catalogue.ts'
import { catalogueGrammar } from './catalogue-grammar.ts'

/**
 * Reads a catalogue.
 *
 * @param text JSON
 * @throws {CatalogueInvalid} naming every problem at once
 */
export function catalogueFrom(text: string): Catalogue {
  const read = v.safeParse(catalogueGrammar, jsonFrom(text))
  if (!read.success) throw new CatalogueInvalid(read.issues.map(describeIssue))
  const problems = wrongAbout(read.output)
  if (problems.length > 0) throw new CatalogueInvalid(problems)
  return read.output
}

function jsonFrom(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new CatalogueInvalid(['it is not JSON'])
  }
}

const describeIssue = (issue: v.BaseIssue<unknown>): string =>
  `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`

function wrongAbout({ services, accessPoints }: Catalogue): readonly string[] {
  const ids = new Set(services.map(({ id }) => id))
  return [
    ...twice(services.map(({ id }) => id)).map((id) => `service "${id}" is there twice`),
    ...twice(accessPoints.map(({ id }) => id)).map((id) => `access point "${id}" is there twice`),
    ...services.flatMap((service) =>
      service.dependsOn
        .filter((on) => !ids.has(on) || on === service.id)
        .map((on) => `service "${service.id}" depends on "${on}", which is no other service`),
    ),
    ...services
      .filter(({ probes, dependsOn }) => probes.length === 0 && dependsOn.length === 0)
      .map(({ id }) => `service "${id}" has no probe, and nothing that it depends on`),
  ]
}

const twice = (ids: readonly string[]): readonly string[] => [
  ...new Set(ids.filter((id, index) => ids.indexOf(id) !== index)),
]
