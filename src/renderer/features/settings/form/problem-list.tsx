import { Alert, Text } from '@mantine/core'
import type { DefinitionProblem } from '../../../../shared/contract/definitions.ts'
import { formTexts as texts } from '../../../texts/settings-forms/form.ts'
import type { FormWords } from '../../../texts/settings-forms/words.ts'
import styles from './form.module.css'
import { placeInWords } from './place-in-words.ts'

/** What stands against saving; each line leads to its field. */
export const ProblemList = (props: { words: FormWords; problems: readonly DefinitionProblem[]; onOpen?(path: string): void }) => {
  const { problems, onOpen } = props
  if (problems.length === 0) return null
  return (
    <Alert
      p="xs"
      color="red.9"
      variant="outline"
      bg="var(--tone-danger-tint)"
      role="alert"
      title={texts.problems(problems.length)}
    >
      {problems.slice(0, 3).map(({ path, message }) => {
        const line = `${placeInWords(props.words, path)}: ${message}`
        return onOpen === undefined ? (
          <Text size="sm" key={`${path}/${message}`}>
            {line}
          </Text>
        ) : (
          <button type="button" className={styles.problemLink} key={`${path}/${message}`} onClick={() => onOpen(path)}>
            {line}
          </button>
        )
      })}
      {problems.length > 3 ? <Text size="sm">{texts.moreProblems(problems.length - 3)}</Text> : null}
    </Alert>
  )
}
