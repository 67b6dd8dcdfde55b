/**
 * A telephone number without what is written differently every time: `0812-3456-7890`, `+62 812 3456 7890` and `62 8123 4567 890`
 * become `81234567890`. Only digits come out; '' for a text without any.
 */
export const phoneKey = (text: string): string => text.replace(/\D/g, '').replace(/^(?:0+|62)0*/, '')

/** Whether a typed text looks like a telephone number: begins with 0, 62 or +62 and has 8 to 14 digits. */
export const looksLikePhone = (text: string): boolean => {
  if (!/^\s*\+?[\d\s().-]+$/.test(text)) return false
  const digits = text.replace(/\D/g, '')
  return /^(?:0[1-9]|62[1-9])/.test(digits) && digits.length >= 8 && digits.length <= 14
}
