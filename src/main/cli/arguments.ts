import { type ParseArgsConfig, parseArgs } from 'node:util'

/** The call's words are off: exit code 2 with the usage. */
export class UsageError extends Error {}

/** Options that every verb understands. */
export const commonOptions = {
  data: { type: 'string' },
  json: { type: 'boolean', default: false },
  as: { type: 'string', default: 'admin' },
} as const

type Options = NonNullable<ParseArgsConfig['options']>

/**
 * Reads a verb's arguments.
 * @throws UsageError for unknown options or a wrong number of plain words
 */
export const readArguments = <O extends Options>(
  argv: string[],
  options: O,
  words: { min: number; max: number } = { min: 0, max: 0 },
) => {
  try {
    const parsed = parseArgs({ args: argv, options: { ...commonOptions, ...options }, allowPositionals: true, strict: true })
    if (parsed.positionals.length < words.min || parsed.positionals.length > words.max)
      throw new UsageError('Jumlah kata dalam perintah tidak cocok.')
    return parsed
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`Pilihan tidak dikenal: ${(error as Error).message}`)
  }
}

/** A positive whole number given as an option. @throws UsageError */
export const numberOption = (value: string | undefined, name: string): number => {
  const number = Number(value)
  if (value === undefined || !Number.isInteger(number) || number < 1)
    throw new UsageError(`--${name} butuh bilangan bulat mulai dari 1.`)
  return number
}
