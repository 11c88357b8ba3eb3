import { places } from './code-text.ts'
import type { SourceFile } from './project.ts'

const PATHS = /(?<![\w.@~})-])\/(work|farm|home|root|Users|tmp)\/[\w.-]*|\b[A-Z]:\\Users\\/g
const DOWNLOADS = /"resolved": *"http[^"]*/g

/** @returns paths that exist on one machine only, and addresses of a package registry */
export const machinePaths = (files: readonly SourceFile[]): readonly string[] =>
  files.flatMap(({ path, text }) => [
    ...places(path, text, PATHS),
    ...places(path, text, DOWNLOADS),
  ])
