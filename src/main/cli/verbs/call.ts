import type { ProcedureName } from '../../../shared/contract/index.ts'
import { procedures } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { readArguments, UsageError } from '../arguments.ts'
import { openCore, openOffice } from '../office-session.ts'

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError('Isian bukan JSON yang sah.')
  }
}

/** call: any procedure through the same dispatcher; a job is followed to its end and answers its result. */
export const callVerb = async (argv: string[]): Promise<void> => {
  const { values, positionals } = readArguments(argv, {}, { min: 1, max: 2 })
  const [name = '', text = '{}'] = positionals
  const input = readJson(text)
  const procedure = procedures.get(name)
  const print = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
  if (procedure?.access === 'public') {
    const { app, connection } = await openCore(values.data)
    try {
      const reply = await app.dispatch(connection, name, input)
      if (!reply.ok) throw new AppError(reply.error.code, reply.error.message, reply.error)
      print(reply.value)
    } finally {
      await app.close()
    }
    return
  }
  const office = await openOffice(values)
  try {
    if (procedure?.kind === 'job') print(await office.job(name as ProcedureName, input as never))
    else {
      const reply = await office.app.dispatch(office.connection, name, input)
      if (!reply.ok) throw new AppError(reply.error.code, reply.error.message, reply.error)
      print(reply.value)
    }
  } finally {
    await office.close()
  }
}
