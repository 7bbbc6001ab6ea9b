/** What a reply says before it is a letter. All of it is hashed, reviewed and signed as one (`content-hash.ts`). */
import { z } from 'zod'
import { Day, Sha256, Text } from './payload.ts'

/** One code = one kind of answer = one row of the annual report = one route of remedy. */
export const DISPOSITION_CODES = [
  ...(['A1', 'A2', 'B1'] as const),
  ...(['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8'] as const),
  ...(['D1a', 'D1b', 'D2', 'D3'] as const),
  ...(['E1', 'E2', 'E3', 'E4', 'E5'] as const),
  ...(['F1', 'F2', 'F3'] as const),
] as const
export const DispositionCode = z.enum(DISPOSITION_CODES)
export type DispositionCode = z.infer<typeof DispositionCode>

/** 条例 第十四条至第十六条 */
export const GROUND_CODES = ['X14a', 'X14b', 'X14c', 'X15', 'X16a', 'X16b', 'X16c'] as const
export const GroundCode = z.enum(GROUND_CODES)
export type GroundCode = z.infer<typeof GroundCode>

/** 区分处理：哪一部分不予公开、依据哪一条、为什么（第三十七条） */
const WithheldPart = z.object({ part: Text, ground: GroundCode, reason: Text })

const Attachment = z.object({ name: Text, sha256: Sha256, size: z.int().min(0), mediaType: Text })

/** 检索记录：不掌握、不存在的结论靠它站住（第三十六条第四项） */
const SearchRecord = z.object({
  kind: z.literal('search-record'),
  /** systems, archives and units searched */
  places: Text,
  terms: Text,
  period: Text,
  searchedBy: Text,
  searchedOn: Day,
  result: Text,
})

/** The record behind another conclusion, e.g. the classification basis of a state secret. */
const ConclusionRecord = z.object({ kind: z.literal('conclusion-record'), text: Text })

export const Evidence = z.discriminatedUnion('kind', [SearchRecord, ConclusionRecord])
export type Evidence = z.output<typeof Evidence>

export const Draft = z.object({
  disposition: DispositionCode,
  grounds: z.array(GroundCode),
  /** the text the applicant reads */
  text: Text,
  reasons: Text,
  withheld: z.array(WithheldPart),
  evidence: z.array(Evidence),
  attachments: z.array(Attachment),
})
export type Draft = z.output<typeof Draft>
