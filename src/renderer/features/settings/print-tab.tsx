import { PrintersCard } from '../printing/printers-card.tsx'
import { LetterLifeForm } from './letter-life-form.tsx'

/** What happens to letters at and after the printer. */
export const PrintTab = () => (
  <>
    <PrintersCard />
    <LetterLifeForm />
  </>
)
