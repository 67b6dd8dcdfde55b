import { LetterLifeForm } from './letter-life-form.tsx'

/** What happens to letters at and after the printer. */
export const PrintTab = () => <LetterLifeForm />
