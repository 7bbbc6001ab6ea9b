/**
 * 协助调查、协查: another organ asks us, or we ask it. Not an application: a register and a series of its own, counted
 * apart, in no cell of the annual report's tables. 条例 sets no term; the office's own is fifteen working days.
 */
import { z } from 'zod'
import {
  choice,
  optionalDay,
  optionalText,
  requiredDay,
  requiredText,
} from '../../../platform/web/form-fields.ts'

export const DIRECTIONS = ['incoming', 'outgoing'] as const
export type Direction = (typeof DIRECTIONS)[number]

export const ASSISTANCE_RESULTS = [
  'provided',
  'partly',
  'not-held',
  'not-ours',
  'withdrawn',
] as const
export type AssistanceResult = (typeof ASSISTANCE_RESULTS)[number]

export const DEFAULT_WORKING_DAYS = 15

export const AssistanceForm = z.object({
  direction: choice('来函还是去函', DIRECTIONS),
  organ: requiredText('对方机关', { max: 100 }),
  organLetter: optionalText('来函文号', { max: 60 }),
  about: requiredText('协助事项', { max: 500 }),
  begunOn: requiredDay('收到或者发出的日期'),
  dueOn: optionalDay('办结期限'),
  /** 去函往往因一件申请而起 */
  requestNumber: optionalText('相关申请的登记号', { max: 30 }),
})
export type AssistanceForm = z.output<typeof AssistanceForm>

export const ReplyForm = z.object({
  repliedOn: requiredDay('复函日期'),
  result: choice('办理结果', ASSISTANCE_RESULTS),
  reply: requiredText('复函内容摘要', { max: 2000 }),
})
export type ReplyForm = z.output<typeof ReplyForm>

export interface AssistanceCase {
  readonly id: number
  /** 协〔2020〕3号 */
  readonly registerNumber: string
  readonly direction: Direction
  readonly organ: string
  readonly organLetter: string
  readonly about: string
  readonly begunOn: Temporal.PlainDate
  readonly dueOn: Temporal.PlainDate
  readonly repliedOn: Temporal.PlainDate | null
  readonly result: AssistanceResult | null
  readonly reply: string
  readonly requestId: number | null
  readonly requestNumber: string | null
  readonly handlerName: string
}

export function formatAssistanceNumber(year: number, number: number): string {
  return `协〔${year}〕${number}号`
}
