import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { adminPassword, clientOf, openApp, runJob } from '../harness/office.ts'

// node kill-act.ts <data folder>: opens the office and does what `act.json` beside the folder says, until it is killed.
// Says READY when it begins and ACK with each answer: what the user was told is done.

/** What the child does: one job after the other, or those of a list at once. */
export interface Act {
  jobs: ({ name: string; input: unknown } | { name: string; input: unknown }[])[]
}

export const actFile = (data: string): string => join(data, '..', 'act.json')

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const data = process.argv[2] ?? ''
  const say = (text: string): void => void process.stdout.write(`${text}\n`)
  const { jobs } = JSON.parse(readFileSync(actFile(data), 'utf8')) as Act
  // Opening is part of what may be killed: a new version migrates there.
  if (jobs.length === 0) say('READY')
  const app = await openApp(data)
  if (jobs.length > 0) {
    const connection = app.connect()
    await clientOf(app, connection).users.signIn({ username: 'admin', password: adminPassword })
    say('READY')
    const run = async ({ name, input }: { name: string; input: unknown }): Promise<void> => {
      const file = (input as { path?: string }).path
      const given = file === undefined ? input : { fileId: app.registerPath(connection, file).fileId, label: file }
      const result = await runJob(app, connection, name as 'imports.apply', given as { id: number })
      say(`ACK ${JSON.stringify({ name, result })}`)
    }
    for (const step of jobs) await Promise.all((Array.isArray(step) ? step : [step]).map(run))
  }
  say('DONE')
  await app.close()
}
