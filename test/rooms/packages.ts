/** The parts of `package.json` that name packages. */
export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly overrides?: Readonly<Record<string, string>>
}

/** A package as the lockfile holds it; the licence is null when neither lockfile nor disk tells. */
export interface LockedPackage {
  readonly path: string
  readonly licence: string | null
}

const PERMITTED = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'PostgreSQL'],
  ...['BlueOak-1.0.0', 'Python-2.0', 'OFL-1.1', 'MPL-2.0', 'Zlib'],
])

/** @returns direct dependencies and overrides whose version is a range */
export const looseVersions = (manifest: Manifest): readonly string[] =>
  Object.entries({ ...directDependencies(manifest), ...manifest.overrides })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name} ${version}`)

/** Every direct dependency: name to version. */
export const directDependencies = (manifest: Manifest): Readonly<Record<string, string>> => ({
  ...manifest.dependencies,
  ...manifest.devDependencies,
  ...manifest.optionalDependencies,
})

/** @returns packages whose licence is unknown, or not one that lets anybody use this project */
export const forbiddenLicences = (packages: readonly LockedPackage[]): readonly string[] =>
  packages
    .filter(({ licence }) => !licence || !isPermitted(licence))
    .map(({ path, licence }) => `${path}: ${licence ?? 'no licence stated'}`)

/** @param expression of SPDX, without nested brackets */
function isPermitted(expression: string): boolean {
  const bare = expression.replace(/[()]/g, '')
  return bare
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((name) => PERMITTED.has(name.trim())))
}

/** @returns dependencies that no decision names in backticks */
export const undecided = (names: readonly string[], decisions: string): readonly string[] =>
  names.filter((name) => !decisions.includes(`\`${name}\``))
