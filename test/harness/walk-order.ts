import { afterEach, beforeEach } from 'vitest'

/**
 * For files whose tests are the steps of one walk: after a step that failed the others have nothing to stand on. They are skipped
 * instead of waiting twenty seconds each; the reason is none of the allowed ones, so they count as failed.
 */
export const stopAtFirstFailure = (): void => {
  let failed = ''
  beforeEach((context) => {
    if (failed !== '') context.skip(`an earlier step failed: ${failed}`)
  })
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') failed = task.name
  })
}
