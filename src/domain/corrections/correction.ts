/** 信息纠错: what a reader says is wrong on the platform, and what the office answers. */
import { z } from 'zod'
import type { Sealer } from '../../platform/sealing/sealer.ts'
import { choice, optionalText, requiredText } from '../../platform/web/form-fields.ts'

export const CORRECTION_KINDS = [
  'wording',
  'content',
  'broken',
  'exposure',
  'display',
  'other',
] as const
export type CorrectionKind = (typeof CORRECTION_KINDS)[number]

export const CORRECTION_KIND_WORDS: Readonly<Record<CorrectionKind, string>> = {
  wording: '错别字、表述错误',
  content: '内容过时或者和实际不符',
  broken: '链接、附件打不开',
  exposure: '公开了不该公开的个人信息等内容',
  display: '页面显示、操作有问题',
  other: '其他',
}

export const CORRECTION_OUTCOMES = ['handled', 'dismissed'] as const
export type CorrectionOutcome = (typeof CORRECTION_OUTCOMES)[number]

/** Working days to answer, as the norm of government websites has it for what readers report (国办发〔2017〕47号). */
export const ANSWER_WORKING_DAYS = 3
/** What should never have been public does not wait: the day after. */
export const EXPOSURE_WORKING_DAYS = 1
/** Days after the answer until the reader's words and contact are erased. */
export const KEPT_DAYS = 90

const RECEIPT_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const RECEIPT_LENGTH = 12

/**
 * The reader's number, computed from the form's ticket with our key: the same form sent twice is shown the same number,
 * although nobody kept it.
 */
export function receiptOf(ticketHash: Buffer, sealer: Sealer): string {
  // 32 bytes modulo 30: the first letters are likelier by a tenth, which still leaves more than 58 bits
  const bytes = sealer.blindIndex(`correction-receipt\n${ticketHash.toString('base64')}`)
  const letters = [...bytes].map((byte) => RECEIPT_LETTERS[byte % RECEIPT_LETTERS.length]!)
  return letters.slice(0, RECEIPT_LENGTH).join('')
}

export function printedReceipt(receipt: string): string {
  return receipt.match(/.{1,4}/g)?.join('-') ?? receipt
}

/** As typed: any case, full width, with or without dashes and blanks. Undefined for what cannot be a number of ours. */
export function parseReceipt(text: string): string | undefined {
  const receipt = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-–—－·]/g, '')
  const isOurs =
    receipt.length === RECEIPT_LENGTH &&
    [...receipt].every((letter) => RECEIPT_LETTERS.includes(letter))
  return isOurs ? receipt : undefined
}

export function hashOfReceipt(receipt: string, sealer: Sealer): Buffer {
  return sealer.blindIndex(`correction-receipt-hash\n${receipt}`)
}

/** What a reader sends. @param needsPlace there is no document it could be about */
export const correctionForm = (needsPlace: boolean) =>
  z.object({
    kind: choice('差错的类型', CORRECTION_KINDS),
    place: needsPlace
      ? requiredText('是哪个页面', { max: 200 })
      : optionalText('差错的位置', { max: 200 }),
    text: requiredText('差错和怎样改正', { min: 4, max: 1000 }),
    /** only to ask back; kept sealed */
    contact: optionalText('联系方式', { max: 100 }),
  })
export type CorrectionForm = z.infer<ReturnType<typeof correctionForm>>

/** What an officer writes; the reader sees the note. */
export const SettlementForm = z.object({
  outcome: choice('办理结果', CORRECTION_OUTCOMES),
  note: requiredText('给读者的答复', { min: 4, max: 500 }),
})
export type SettlementForm = z.infer<typeof SettlementForm>
