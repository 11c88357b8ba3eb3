/** A moment as SAML and WS-Security write it; null for what is none. One without a zone, as DGWS 1.0 has them, is read as UTC. */
export function instantOf(text: string | null): Date | null {
  if (text === null || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text)) return null
  const moment = new Date(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`)
  return Number.isNaN(moment.getTime()) ? null : moment
}
