import { describe, expect, it } from 'vitest'
import { questionnaireBody } from '../../src/shared/contract/questionnaire-body.ts'
import type { Answers, AnswerValue } from '../../src/shared/domain/questionnaire/model.ts'
import { formProblems } from '../../src/shared/domain/questionnaire/problems.ts'
import { askedWhen } from '../../src/shared/domain/questionnaire/rule-text.ts'
import {
  bitLabels,
  cellProblems,
  fromRegister,
  readAnswer,
  typedText,
  valueProblem,
} from '../../src/shared/domain/questionnaire/values.ts'
import { progressOf, signsOf, visibleCells } from '../../src/shared/domain/questionnaire/visible.ts'

const form = (more: object = {}) =>
  questionnaireBody.parse({
    name: 'Uji',
    subject: 'family',
    counted: 'tanda',
    sections: [
      {
        key: 'rumah',
        title: 'I. Rumah',
        questions: [
          { key: 'listrik', number: '101', text: 'Listrik?', type: 'yes-no', required: true, counts: ['tidak'] },
          {
            key: 'daya',
            number: '102',
            text: 'Daya',
            type: 'number',
            unit: 'VA',
            min: 450,
            max: 5500,
            required: true,
            when: [{ question: 'listrik', values: ['ya'] }],
          },
          {
            key: 'meter',
            number: '103',
            text: 'Nomor meter',
            type: 'text',
            when: [{ question: 'daya', op: 'at-least', number: 900 }],
          },
        ],
      },
      {
        key: 'anggota',
        title: 'II. Anggota',
        repeat: 'members',
        questions: [
          {
            key: 'jk',
            number: '201',
            text: 'JK',
            type: 'choice',
            means: 'sex',
            options: [
              { code: '1', label: 'Laki-laki' },
              { code: '2', label: 'Perempuan' },
            ],
          },
          { key: 'lahir', number: '202', text: 'Lahir', type: 'date', means: 'birth-date' },
          { key: 'hamil', number: '203', text: 'Hamil?', type: 'yes-no', sex: 'P', ages: { min: 10, max: 54 } },
          {
            key: 'kartu',
            number: '204',
            text: 'Kartu',
            type: 'bits',
            options: [
              { code: '0', label: 'Tidak ada' },
              { code: '1', label: 'Akta' },
              { code: '2', label: 'KIA' },
              { code: '4', label: 'KTP' },
              { code: '99', label: 'Tidak tahu' },
            ],
          },
        ],
      },
    ],
    ...more,
  })

const field = (value: AnswerValue) => ({ value, from: 'field' as const })
const answers = (main: Record<string, AnswerValue>, members: Record<string, AnswerValue>[] = []): Answers => ({
  subject: { sex: null, birthDate: null },
  on: '2026-11-22',
  main: Object.fromEntries(Object.entries(main).map(([key, value]) => [key, field(value)])),
  members: members.map((sheet, index) => ({
    id: index + 1,
    name: `Anggota ${index + 1}`,
    sex: null,
    birthDate: null,
    answers: Object.fromEntries(Object.entries(sheet).map(([key, value]) => [key, field(value)])),
  })),
})
const shown = (all: Answers): string[] =>
  visibleCells(form(), all).map(({ question, member }) => `${question.key}${member?.id ?? ''}`)

describe('which questions are asked', () => {
  it('hides what waits for another answer, and what waits for a hidden one', () => {
    expect(shown(answers({}))).toEqual(['listrik'])
    expect(shown(answers({ listrik: 'ya', daya: 1300 }))).toEqual(['listrik', 'daya', 'meter'])
    // 1300 is still there, but its question is not asked any more
    expect(shown(answers({ listrik: 'tidak', daya: 1300 }))).toEqual(['listrik'])
  })

  it('asks by age and sex as answered; what is unknown hides nothing', () => {
    const hamil = (member: Record<string, AnswerValue>): boolean => shown(answers({}, [member])).includes('hamil1')
    expect(hamil({})).toBe(true)
    expect(hamil({ jk: '1' })).toBe(false)
    expect(hamil({ jk: '2', lahir: '2016-11-22' })).toBe(true)
    expect(hamil({ jk: '2', lahir: '2016-11-23' })).toBe(false)
    expect(hamil({ jk: '2', lahir: '1971-11-22' })).toBe(false)
    expect(hamil({ jk: '2', lahir: '1971-11-23' })).toBe(true)
  })

  it('counts progress, gaps and signs over what is asked', () => {
    const cells = visibleCells(form(), answers({ listrik: 'ya' }, [{ kartu: 5 }]))
    expect(progressOf(cells)).toEqual({ asked: 6, answered: 2, missing: 1 })
    expect(cellProblems(cells)).toEqual([
      { member: null, memberName: '', question: 'daya', number: '102', message: 'Belum diisi.' },
    ])
    expect(signsOf(visibleCells(form(), answers({ listrik: 'tidak' })))).toMatchObject({
      of: 1,
      signs: [{ question: { key: 'listrik' } }],
    })
  })
})

describe('answers', () => {
  const question = (key: string) => {
    const found = form()
      .sections.flatMap(({ questions }) => questions)
      .find((one) => one.key === key)
    if (found === undefined) throw new Error(key)
    return found
  }

  it('are read by code, by label, with Indonesian numbers and days', () => {
    expect(readAnswer(question('listrik'), '1')).toEqual({ value: 'ya' })
    expect(readAnswer(question('listrik'), 'Tidak')).toEqual({ value: 'tidak' })
    expect(readAnswer(question('daya'), '1.300')).toEqual({ value: 1300 })
    expect(readAnswer(question('daya'), '12,5')).toEqual({ value: 12.5 })
    expect(readAnswer(question('lahir'), '5/1/1990')).toEqual({ value: '1990-01-05' })
    expect(readAnswer(question('lahir'), '31/02/1990')).toHaveProperty('problem')
    expect(readAnswer(question('jk'), '3')).toEqual({ problem: 'Kode ini tidak ada. Pilih 1, 2.' })
    expect(typedText(question('lahir'), '1990-01-05')).toBe('05/01/1990')
  })

  it('take sums apart and refuse sums that no choice gives', () => {
    expect(bitLabels(question('kartu'), 5)).toEqual(['Akta', 'KTP'])
    expect(bitLabels(question('kartu'), 0)).toEqual(['Tidak ada'])
    expect(bitLabels(question('kartu'), 99)).toEqual(['Tidak tahu'])
    for (const sum of [8, 9, 98, 100, -1, 1.5]) expect(valueProblem(question('kartu'), sum), String(sum)).not.toBeNull()
  })

  it('keep the range and say the unit', () => {
    expect(valueProblem(question('daya'), 400)).toBe('Paling sedikit 450 VA.')
    expect(valueProblem(question('daya'), 450.5)).toBe('Tanpa angka di belakang koma.')
    expect(valueProblem(question('daya'), 900)).toBeNull()
  })

  it('find a part of a choice that the register words otherwise', () => {
    const relation = { ...question('jk'), options: [{ code: '2', label: 'Istri/Suami', aliases: [] }] }
    expect(fromRegister(relation, 'Istri')).toBe('2')
    expect(fromRegister(relation, 'Tetangga')).toBeNull()
  })
})

describe('a questionnaire that an office edits', () => {
  const messages = (change: (body: ReturnType<typeof form>) => void): string[] => {
    const body = form()
    change(body)
    return formProblems(body).map(({ message }) => message)
  }
  const first = (body: ReturnType<typeof form>) => body.sections[0]?.questions ?? []

  it('is sound as it stands', () => expect(formProblems(form())).toEqual([]))

  it('is refused with an unknown question in a rule, a wrong code, a duplicate number or key', () => {
    expect(
      messages((body) => void first(body)[1]?.when.push({ question: 'tiada', op: 'answered', values: [], number: null })),
    ).toEqual(['Aturan menyebut pertanyaan "tiada" yang tidak ada.'])
    expect(messages((body) => void first(body)[1]?.when[0]?.values.push('mungkin'))).toEqual([
      'Aturan menyebut kode "mungkin" yang tidak ada di pertanyaan 101.',
    ])
    expect(messages((body) => Object.assign(first(body)[2] ?? {}, { number: '101' }))).toEqual([
      'Nomor 101 dipakai dua pertanyaan.',
    ])
    expect(messages((body) => Object.assign(first(body)[2] ?? {}, { key: 'daya', when: [] }))).toEqual([
      'Kunci "daya" ada dua kali.',
    ])
  })

  it('is refused when rules wait for each other, also for themselves', () => {
    expect(
      messages((body) => void first(body)[0]?.when.push({ question: 'meter', op: 'answered', values: [], number: null })),
    ).toEqual(['Aturan saling menunggu: 101 → 103 → 102 → 101.'])
    expect(
      messages((body) => void first(body)[0]?.when.push({ question: 'listrik', op: 'answered', values: [], number: null })),
    ).toEqual(['Aturan saling menunggu: 101 → 101.'])
  })

  it('is refused when a question asked once waits for one asked of members', () => {
    expect(
      messages((body) => void first(body)[0]?.when.push({ question: 'kartu', op: 'answered', values: [], number: null })),
    ).toHaveLength(1)
  })

  it('says on paper when something is asked', () => {
    const body = form()
    const [, , hamil] = body.sections[1]?.questions ?? []
    if (hamil === undefined) throw new Error('no question')
    expect(askedWhen(body, hamil)).toBe('perempuan, umur 10–54 tahun')
    expect(first(body).map((question) => askedWhen(body, question))).toEqual(['', 'bila 101 = 1', 'bila 102 paling sedikit 900'])
  })
})
