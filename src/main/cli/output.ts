import type { ErrorData } from '../../shared/domain/errors.ts'

/** The result on standard output, and nothing else there: JSON with --json, else lines for people. */
export const printResult = (json: boolean, value: unknown, lines: string[]): void => {
  process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${lines.join('\n')}\n`)
}

/** A message for people, on standard error. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`)

/** A refusal in words: what, where, what to do. */
export const explain = (error: ErrorData): string =>
  [
    error.message,
    error.field === undefined ? undefined : `Isian: ${error.field}`,
    error.hint,
    error.ref === undefined ? undefined : `Nomor rujukan: ${error.ref}`,
  ]
    .filter((text) => text !== undefined)
    .join('\n')

let lastLine = ''
/** Progress on standard error: a changing line on a terminal, silence in a pipe. */
export const showProgress = (step: string, done: number, total: number | null): void => {
  if (process.stderr.isTTY !== true) return
  const line = `${step} ${done.toLocaleString('id-ID')}${total === null ? '' : ` / ${total.toLocaleString('id-ID')}`}`
  process.stderr.write(`\r${line.padEnd(lastLine.length)}`)
  lastLine = line
}

/** Ends the progress line. */
export const endProgress = (): void => {
  if (lastLine !== '') process.stderr.write('\n')
  lastLine = ''
}
