import { contentSecurityPolicy, newNonce, securityHeaders } from '../core/web/content-security.ts'

/** What a browser sees that was not let in: the address was used already, or the program was started anew. */
export const refusedPage = (): Response => {
  const nonce = newNonce()
  const html = `<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Loket SLRT</title>
<style nonce="${nonce}">body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem;color:#1a2b33}h1{font-size:1.25rem}</style></head>
<body><main><h1>Alamat ini tidak berlaku lagi</h1>
<p>Alamat pembuka Loket SLRT hanya dapat dipakai sekali, dan berakhir bila programnya dimulai ulang.</p>
<p>Tutup jendela ini, lalu buka Loket SLRT sekali lagi dari komputer ini. Data Anda tidak berubah.</p></main></body></html>`
  return new Response(html, {
    status: 401,
    headers: {
      ...securityHeaders,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy(nonce),
      'Cache-Control': 'no-store',
    },
  })
}
