import type { Notice } from './notice.ts'

/** A mail in plain text. */
export interface Letter {
  readonly subject: string
  readonly text: string
}

/** Where links of mails lead. */
export interface LetterLinks {
  /** The status page, without a slash at its end. */
  readonly status: string
  readonly token: string
}

type Language = 'da' | 'en'

const minutes = (language: Language) =>
  new Intl.DateTimeFormat(language === 'da' ? 'da-DK' : 'en-GB', {
    ...{ dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Copenhagen' },
  })

const WORDS = {
  da: {
    confirm: 'Bekræft at du vil have besked om driftsforstyrrelser',
    asked:
      'Nogen, forhåbentlig dig, har bedt om at få besked om driftsforstyrrelser på denne adresse.',
    press: 'Bekræft inden for 24 timer:',
    ignore: 'Var det ikke dig, skal du intet gøre: adressen bliver glemt.',
    more: 'Hele forløbet:',
    end: 'Afmeld:',
  },
  en: {
    confirm: 'Confirm that you want to hear of disruptions',
    asked: 'Somebody, hopefully you, has asked for news of disruptions at this address.',
    press: 'Confirm within 24 hours:',
    ignore: 'If it was not you, do nothing: the address will be forgotten.',
    more: 'The whole time line:',
    end: 'Unsubscribe:',
  },
} as const

/** Where a subscription is confirmed. */
export const confirmLink = ({ status, token }: LetterLinks): string =>
  `${status}/subscriptions/confirm?token=${token}`

/** Where a subscription is ended. */
export const endLink = ({ status, token }: LetterLinks): string =>
  `${status}/subscriptions/end?token=${token}`

/** Asks the owner of an address whether it was they who subscribed. */
export function confirmLetter(language: Language, links: LetterLinks): Letter {
  const words = WORDS[language]
  const text = [words.asked, '', words.press, confirmLink(links), '', words.ignore, '']
  return { subject: words.confirm, text: text.join('\n') }
}

/**
 * Tells of an incident.
 *
 * @param notices one or more of one incident, in order
 */
export function noticeLetter(
  notices: readonly [Notice, ...Notice[]],
  language: Language,
  links: LetterLinks,
): Letter {
  const words = WORDS[language]
  const { incident } = notices[0]
  const lines = notices.map(({ event: { at, text, author } }) => {
    const said = author === null ? text[language] : `${author}: ${text[language]}`
    return `${minutes(language).format(Date.parse(at))}  ${said}`
  })
  const more = `${links.status}/incident/${incident.id}`
  const text = [...lines, '', words.more, more, '', words.end, endLink(links), '']
  return { subject: `${incident.title[language]} (${incident.severity})`, text: text.join('\n') }
}
