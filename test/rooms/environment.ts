import { places, withoutTexts } from './code-text.ts'
import { isTest, type SourceFile } from './project.ts'

/** Only `config.ts` and its caller `main.ts`, infra and tests may name the environment. */
const MAY_READ = /(^|\/)(config|main)\.ts$|^infra\//

/** @returns every other place that reads environment variables */
export function strayEnvironmentReads(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path }) => !MAY_READ.test(path) && !isTest(path))
    .flatMap(({ path, text }) => places(path, withoutTexts(text), /\bprocess\.env\b/g))
}
