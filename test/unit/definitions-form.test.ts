import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { definitionSchemas } from '../../src/main/core/definitions/kinds.ts'
import { checkBody, schemaOf } from '../../src/main/core/definitions/problems.ts'
import { hintedPaths } from '../../src/renderer/features/settings/form/hints.ts'
import { placeInWords } from '../../src/renderer/features/settings/form/place-in-words.ts'
import { summaryOf } from '../../src/renderer/features/settings/form/summary.ts'
import { formWords, wordsAt } from '../../src/renderer/texts/settings-forms/kinds.ts'
import { definitionKinds } from '../../src/shared/contract/definitions.ts'
import {
  copyOf,
  type FormField,
  fieldOf,
  type Json,
  type JsonObject,
  keyOf,
  moved,
  retyped,
  valueAt,
  withValueAt,
  wordPathsOf,
} from '../../src/shared/domain/definition-form.ts'

const folder = resolve(import.meta.dirname, '../../resources/definitions')
const shipped = definitionKinds.flatMap((kind) => {
  const files = readdirSync(folder).includes(kind) ? readdirSync(join(folder, kind)) : []
  return files.map((file) => {
    const body = definitionSchemas[kind].parse(JSON.parse(readFileSync(join(folder, kind, file), 'utf8')))
    return { kind, file, body: JSON.parse(JSON.stringify(body)) as JsonObject }
  })
})
const forms = Object.fromEntries(definitionKinds.map((kind) => [kind, fieldOf(schemaOf(kind))])) as Record<string, FormField>
const formOf = (kind: string): FormField => forms[kind] as FormField

describe('the form of every kind of definition', () => {
  it('has shipped definitions to try', () => {
    expect(shipped.length).toBeGreaterThan(100)
  })

  it.each(definitionKinds)('%s: draws every field, none is left to the text view', (kind) => {
    const undrawn = wordPathsOf(formOf(kind)).filter(({ field }) => field.type === 'other')
    expect(undrawn.map(({ path }) => path)).toEqual([])
  })

  it.each(definitionKinds)(
    '%s: has a word for every field and every choice, and no word or hint of a field that is gone',
    (kind) => {
      const fields = wordPathsOf(formOf(kind))
      const words = formWords[kind]
      // Lists of short words are one box: its label is the list's.
      const wanted = fields.map(({ path }) => path)
      expect(wanted.filter((path) => words[path] === undefined)).toEqual([])
      expect(Object.keys(words).filter((path) => !wanted.includes(path.replace(/\.\*$/, '')))).toEqual([])
      expect(hintedPaths(kind).filter((path) => !wanted.includes(path))).toEqual([])
      for (const { path, field } of fields) {
        const choice = field.type === 'list' ? field.item : field
        if (choice.type !== 'choice') continue
        const { options } = wordsAt(words, path)
        expect(
          choice.options.filter((option) => options?.[option] === undefined),
          path,
        ).toEqual([])
        expect(
          Object.keys(options ?? {}).filter((option) => !choice.options.includes(option)),
          path,
        ).toEqual([])
      }
    },
  )

  it('gives every shipped definition back unchanged, box by box', () => {
    for (const { kind, file, body } of shipped) expect(retyped(formOf(kind), body), `${kind}/${file}`).toEqual(body)
  })

  it('keeps the order of the fields, so that nothing changed is the same text and the same hash', () => {
    for (const { kind, file, body } of shipped)
      expect(JSON.stringify(retyped(formOf(kind), body)), `${kind}/${file}`).toBe(JSON.stringify(body))
  })

  it('tells every item of every shipped list in one line', () => {
    const walk = (field: FormField, words: (typeof formWords)['programme'], path: (string | number)[], value: Json): void => {
      if (field.type === 'list' && Array.isArray(value))
        value.forEach((item, index) => {
          const here = [...path, index]
          if (field.item.type === 'group' || field.item.type === 'variants')
            expect(summaryOf(words, here, field.item, item), here.join('.')).not.toBe('')
          walk(field.item, words, here, item)
        })
      else if (field.type === 'group' && value !== null && typeof value === 'object' && !Array.isArray(value))
        for (const { name, field: inner } of field.fields) walk(inner, words, [...path, name], value[name] ?? null)
    }
    for (const { kind, body } of shipped) walk(formOf(kind), formWords[kind], [], body)
  })
})

describe('what the form writes', () => {
  const programme = formOf('programme')
  const pkh = shipped.find(({ kind, file }) => kind === 'programme' && file === 'pkh.json')?.body as JsonObject
  const freshIn = (name: string): Json => {
    const list = programme.type === 'group' ? programme.fields.find((one) => one.name === name)?.field : undefined
    return list?.type === 'list' ? copyOf(list.item.fresh) : null
  }

  it('is refused with the place and a sentence as long as a new item is empty', () => {
    const body = withValueAt(pkh, ['quotas'], [freshIn('quotas')])
    expect(checkBody('programme', body).problems).toEqual([{ path: 'quotas.0.places', message: 'Wajib diisi.' }])
    expect(placeInWords(formWords.programme, 'quotas.0.places')).toBe('Kuota, ke-1, Banyaknya tempat')
    expect(checkBody('programme', withValueAt(body, ['quotas', 0, 'places'], 120)).body?.quotas[0]).toMatchObject({
      places: 120,
      validFrom: null,
    })
  })

  it('names bounds, choices and unknown fields in Indonesian', () => {
    const problems = (path: string, value: Json) =>
      checkBody('programme', withValueAt(pkh, path.split('.'), value)).problems.map(({ message }) => message)
    expect(problems('serviceDays', 500)).toEqual(['Paling besar 365.'])
    expect(problems('serviceDays', 'tujuh')).toEqual(['Harus berupa angka.'])
    expect(problems('level', 'rt')).toEqual(['Pilih salah satu dari daftar.'])
    expect(problems('criteria.0.validFrom', '2026-02-30')).toEqual(['Tanggal harus berbentuk TTTT-BB-HH'])
    expect(problems('warna', 'biru')).toEqual(['Isian "warna" tidak dikenal; hapus lewat "Sebagai teks".'])
    expect(checkBody('need-flow', {}).problems.every(({ message }) => message === 'Wajib diisi.')).toBe(true)
    for (const kind of definitionKinds)
      for (const body of [null, 1, {}, []])
        for (const { message } of checkBody(kind, body).problems) expect(message).not.toMatch(/invalid|expected|input/i)
  })

  it('leaves everything beside the changed place as it is', () => {
    const next = withValueAt(pkh, ['requirements', 1, 'label'], 'KK asli') as JsonObject
    expect(valueAt(next, ['requirements', 1, 'label'])).toBe('KK asli')
    expect(next.criteria).toBe(pkh.criteria)
    expect(valueAt(pkh, ['requirements', 1, 'label'])).not.toBe('KK asli')
  })

  it('moves items and makes keys that nobody has', () => {
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
    expect(keyOf('Kartu Keluarga (KK)', 'kebab', [])).toBe('kartu-keluarga-kk')
    expect(keyOf('Kartu Keluarga (KK)', 'kebab', ['kartu-keluarga-kk'])).toBe('kartu-keluarga-kk-2')
    expect(keyOf('3 ekor sapi', 'camel', [])).toBe('x3EkorSapi')
    expect(keyOf('…', 'kebab', [])).toBe('')
  })
})
