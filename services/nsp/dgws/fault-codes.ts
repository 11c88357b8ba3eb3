/**
 * The codes of `medcom:FaultCode`.
 *
 * @see Den Gode Webservice 1.0.1, faults
 */
export const DGWS_FAULT_CODES = [
  'syntax_error',
  'missing_required_header',
  'security_level_failed',
  'invalid_username_password',
  'invalid_signature',
  'invalid_idcard',
  'invalid_certificate',
  'expired_idcard',
  'not_authorized',
  'illegal_http_method',
  'processing_problem',
] as const

/** @see DGWS_FAULT_CODES */
export type DgwsFaultCode = (typeof DGWS_FAULT_CODES)[number]
