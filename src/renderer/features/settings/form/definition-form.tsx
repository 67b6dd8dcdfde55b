import type { FormField, JsonObject, NamedField } from '../../../../shared/domain/definition-form.ts'
import { formTexts as texts } from '../../../texts/settings-forms/form.ts'
import { wordsAt } from '../../../texts/settings-forms/kinds.ts'
import { GroupView } from './group-view.tsx'
import { type FormScope, FormScopeProvider } from './scope.ts'

const isBlock = (field: FormField): boolean =>
  (field.type === 'list' && field.item.type !== 'text' && field.item.type !== 'number') || field.type === 'variants'

const undrawn = (fields: readonly NamedField[]): string[] =>
  fields.filter(({ field }) => field.type === 'other').map(({ name }) => name)

/** The form of one body: short fields in one card, each list of things in a card of its own. */
export const DefinitionForm = (props: { field: FormField; scope: FormScope; body: JsonObject }) => {
  const { field, scope, body } = props
  if (field.type !== 'group') return null
  const lists = field.fields.filter(({ field: inner }) => isBlock(inner))
  const raw = undrawn(field.fields)
  return (
    <FormScopeProvider value={scope}>
      <div className="card">
        <GroupView fields={field.fields} path={[]} value={body} only={(inner) => !isBlock(inner)} />
        {raw.length === 0 ? null : <p>{texts.onlyText(raw.map((name) => wordsAt(scope.words, name).label).join(', '))}</p>}
      </div>
      {lists.map((list) => (
        <div className="card" key={list.name}>
          <GroupView fields={[list]} path={[]} value={body} />
        </div>
      ))}
    </FormScopeProvider>
  )
}
