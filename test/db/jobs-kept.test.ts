import { afterEach, expect, it } from 'vitest'
import { insertJobCommand, interruptJobsCommand, updateJobCommand } from '../../src/main/core/jobs/jobs.service.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
afterEach(() => inline.close())

it('keeps of a job who asked for what and when, but no number or name that was typed or found', () => {
  inline = openInline()
  const input = {
    id: 7,
    text: '5201014506800001 SITI CONTOH',
    applicant: { name: 'SITI CONTOH' },
    personIds: [3],
    headedPaper: true,
  }
  const id = insertJobCommand.run(inline.context, { procedure: 'letterBatches.check', input })
  updateJobCommand.run(inline.context, { id, state: 'running', error: null })
  updateJobCommand.run(inline.context, { id, state: 'failed', error: 'VALIDATION' })
  const row = () => inline.db.first(inline.db.q.selectFrom('job').selectAll().where('id', '=', id))
  expect(row()).toMatchObject({
    procedure: 'letterBatches.check',
    input: '{"id":7,"headedPaper":true}',
    result: null,
    error: 'VALIDATION',
  })
  // What an earlier version of the program kept is emptied at the next start.
  inline.db.run(
    inline.db.q
      .updateTable('job')
      .set({ input: JSON.stringify(input), result: '{"name":"SITI"}' })
      .where('id', '=', id),
  )
  interruptJobsCommand.run(inline.context, null)
  expect(row()).toMatchObject({ input: '{}', result: null })
})
