import { randomBytes } from 'node:crypto'

/** A fresh nonce for one HTML response. */
export const newNonce = (): string => randomBytes(18).toString('base64')

/** The policy of every page: nothing from anywhere but ourselves, scripts and style sheets only with the nonce of this response. */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Policy for handed-out files: they may do nothing. */
export const filePolicy = "default-src 'none'; sandbox; frame-ancestors 'none'"

/** Headers of every response, beside the policy. */
export const securityHeaders: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  'X-Frame-Options': 'DENY',
}
