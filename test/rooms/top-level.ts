const FOLDERS = ['services', 'gateway', 'schema', 'infra', 'monitoring', 'test']
const FILES = [
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'biome.json', 'README.md', 'LICENSE'],
  ...['.gitignore', '.npmrc', '.ci'],
]
const SERVICES = ['kit', 'directory', 'nsp', 'access', 'record', 'uptime', 'insight', 'sandbox']

/** @returns what lies at the top of the project, or among the services, without a place there */
export function misplaced(paths: readonly string[]): readonly string[] {
  const tops = new Set(paths.map((path) => path.split('/', 1)[0] ?? ''))
  const services = new Set(
    paths.filter((path) => path.startsWith('services/')).map((path) => path.split('/')[1] ?? ''),
  )
  return [
    ...[...tops].filter((name) => ![...FOLDERS, ...FILES].includes(name)),
    ...[...services].filter((name) => !SERVICES.includes(name)).map((name) => `services/${name}`),
  ]
}
