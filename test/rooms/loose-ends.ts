import { onlyComments, places, withoutTexts } from './code-text.ts'
import { isTest, type SourceFile } from './project.ts'

/** The places that may pass over a test: data beside the project, and programs of the system, can be absent. */
const MAY_SKIP = new Set(['test/harness/shared-data.ts', 'test/harness/system-programs.ts'])
const SILENCED = /\.(only|skip|todo)\(|\b(only|skip|todo): (?!undefined|false)/g
const OPEN = /\b(TODO|FIXME|XXX)\b|\bnot (yet )?implemented\b/gi
const SET_ASIDE = /@ts-(ignore|expect-error|nocheck)\b|\bbiome-ignore\b/g

/** @returns tests that do not run, or that keep others from running */
export const silencedTests = (files: readonly SourceFile[]): readonly string[] =>
  files
    .filter(({ path }) => isTest(path) && !MAY_SKIP.has(path) && !path.startsWith('test/bench/'))
    .flatMap(({ path, text }) => places(path, withoutTexts(text), SILENCED))

/** @returns notes of unfinished work, and checks that are set aside by a comment */
export const openEnds = (files: readonly SourceFile[]): readonly string[] =>
  files.flatMap(({ path, text }) => {
    const comments = onlyComments(text)
    return [...places(path, comments, OPEN), ...places(path, comments, SET_ASIDE)]
  })
