import { places } from './code-text.ts'
import { isTest, type SourceFile } from './project.ts'

const DOMAIN_WORDS =
  /\b(organi[sz]ations?|ydernumm\w+|sor|gln|shak|eer|medcom|municipalit\w+|hospitals?|patients?|citizens?|mailbox\w*)\b/gi

/** @returns words of the health service in kit, which would serve a shop as well as a hospital */
export const domainWordsInKit = (files: readonly SourceFile[]): readonly string[] =>
  files
    .filter(({ path }) => path.startsWith('services/kit/') && !isTest(path))
    .flatMap(({ path, text }) => places(path, text, DOMAIN_WORDS))
