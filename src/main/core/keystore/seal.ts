import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Encrypts bytes with AES-256-GCM; the result is `nonce.tag.text` in base64. */
export const seal = (secret: Buffer, plain: Buffer): string => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', secret, nonce)
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return [nonce, cipher.getAuthTag(), text].map((part) => part.toString('base64')).join('.')
}

/**
 * Decrypts what `seal` made.
 * @throws Error when the secret is another one or the text was changed
 */
export const unseal = (secret: Buffer, sealed: string): Buffer => {
  const [nonce, tag, text] = sealed.split('.').map((part) => Buffer.from(part, 'base64'))
  if (nonce === undefined || tag === undefined || text === undefined) throw new Error('not a sealed text')
  const decipher = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: 16 })
  decipher.setAuthTag(tag)
  return Buffer.concat([decipher.update(text), decipher.final()])
}
