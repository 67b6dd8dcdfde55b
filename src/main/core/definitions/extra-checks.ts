import type { DefinitionKind } from '../../../shared/contract/definitions.ts'
import { templateProblems } from '../letters/template-problems.ts'
import type { DefinitionBodies } from './kinds.ts'

/** Checks that a schema cannot express; the path names the place in the body. */
export const extraProblems = <K extends DefinitionKind>(
  kind: K,
  body: DefinitionBodies[K],
): { path: string; message: string }[] =>
  kind === 'letter-template' ? templateProblems(body as DefinitionBodies['letter-template']) : []
