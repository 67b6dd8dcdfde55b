import type { NeedState } from '../../../shared/domain/need-states.ts'
import {
  type NoticePlaceholder,
  noteInWhatsapp,
  noticeTextProblems,
  shortened,
  withoutIdentityNumbers,
} from '../../../shared/domain/notices.ts'
import type { Db } from '../db/database.ts'
import { currentDefinitions } from '../definitions/definitions.repo.ts'
import type { NoticeTextBody } from '../definitions/kinds.ts'
import { fillText, holds } from '../letters/placeholders.ts'

/** What an office may not write into a notice text. */
export const noticeProblems = (body: NoticeTextBody): { path: string; message: string }[] =>
  noticeTextProblems([
    { path: 'title', text: body.title },
    ...body.lines.flatMap((line, index) => [
      { path: `lines.${index}.label`, text: line.label },
      { path: `lines.${index}.text`, text: line.text },
      { path: `lines.${index}.when`, text: line.when, condition: true },
    ]),
    ...body.whatsapp.flatMap((part, index) => [
      { path: `whatsapp.${index}.text`, text: part.text },
      { path: `whatsapp.${index}.when`, text: part.when, condition: true },
    ]),
  ])

/** Used when an office took away every text: dull, but never nothing. */
const lastResort: NoticeTextBody = {
  name: 'Pemberitahuan',
  description: '',
  register: '',
  states: [],
  title: 'Kabar tentang {{need.programme}}',
  lines: [{ label: 'Keadaan sekarang', text: '{{need.state}}. {{notice.note}}', when: '' }],
  whatsapp: [
    {
      text: 'Kabar dari {{office.name}} tentang {{need.programme}} (kasus {{case.number}}): {{need.state}}. {{notice.note}}',
      when: '',
    },
  ],
}

/** The text for a stop: of this state and register, of this state, or the one for all others. */
export const textFor = (db: Db, register: string, state: NeedState): NoticeTextBody => {
  const bodies = currentDefinitions(db, 'notice-text').map(({ body }) => body)
  const fitting = bodies.filter((body) => body.states.includes(state) && (body.register === '' || body.register === register))
  const others = bodies.filter((body) => body.states.length === 0 && (body.register === '' || body.register === register))
  return (
    fitting.find((body) => body.register === register) ??
    fitting[0] ??
    others.find((body) => body.register === register) ??
    others[0] ??
    lastResort
  )
}

/** A text filled for one receiver. */
export interface FilledNotice {
  title: string
  lines: { label: string; text: string }[]
  whatsapp: string
}

/** Fills a text; identity numbers that somebody typed into a note are left out, a long note is cut in the WhatsApp text. */
export const fillNotice = (body: NoticeTextBody, values: Record<NoticePlaceholder, string>): FilledNotice => {
  const safe = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, withoutIdentityNumbers(text)]))
  const short: Record<string, string> = {
    ...safe,
    'notice.note': shortened(safe['notice.note'] ?? '', noteInWhatsapp),
    'need.requirements': shortened((safe['need.requirements'] ?? '').split('\n').join(', '), noteInWhatsapp),
  }
  return {
    title: fillText(body.title, safe),
    lines: body.lines
      .filter((line) => holds(line.when, safe))
      .map((line) => ({ label: fillText(line.label, safe), text: fillText(line.text, safe) }))
      .filter((line) => line.text !== ''),
    whatsapp: body.whatsapp
      .filter((part) => holds(part.when, short))
      .map((part) => fillText(part.text, short))
      .filter((text) => text !== '')
      .join(' '),
  }
}
