import type { QueryContext } from '../context.ts'
import { letterByProof } from '../letter-proofs/find-letter.ts'
import { findLetterByNumber, type LetterRecord } from './letters.repo.ts'

/**
 * The letter a scanner or a clerk means: its QR code, the ten characters beside it, or its number as printed. Spaces around it do not
 * matter, small letters neither.
 * @returns undefined when no letter inside the reader's area has it
 */
export const findScanned = (context: QueryContext, typed: string): LetterRecord | undefined =>
  letterByProof(context, typed) ??
  findLetterByNumber(context.db, context.actor, typed.trim()) ??
  findLetterByNumber(context.db, context.actor, typed.trim().toUpperCase())
