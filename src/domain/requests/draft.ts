/** What a reply says before it is a letter. All of it is hashed, reviewed and signed as one (`content-hash.ts`). */
import { z } from 'zod'
import { DISPOSITION_CODES, type EvidenceKind } from '../../law/dispositions.ts'
import { GROUND_CODES } from '../../law/grounds.ts'
import { Count, Day, Sha256, Text } from './payload.ts'

const GroundCode = z.enum(GROUND_CODES)

/** 区分处理：哪一部分不予公开、依据哪一条、为什么（第三十七条） */
const WithheldPart = z.object({ part: Text, ground: GroundCode, reason: Text })

/**
 * What the release check said of a file: nothing hidden was found; findings that somebody answers for, with the reason;
 * findings still open; a file that could not be read; or one that was not checked yet.
 */
export const RELEASE_OUTCOMES = [
  'passed',
  'accepted',
  'findings',
  'unreadable',
  'unchecked',
] as const
export type ReleaseOutcome = (typeof RELEASE_OUTCOMES)[number]

const Release = z.object({
  outcome: z.enum(RELEASE_OUTCOMES),
  /** what was found, without quoting it */
  findings: z.array(Text),
  /** why it may go out all the same */
  reason: Text.optional(),
})
export type Release = z.output<typeof Release>

/** A file that goes out with the answer. Its check is signed with it: nobody signs for findings they did not see. */
const Attachment = z.object({
  name: Text,
  sha256: Sha256,
  size: z.int().min(0),
  mediaType: Text,
  fileId: Count.optional(),
  release: Release.optional(),
})
export type DraftAttachment = z.output<typeof Attachment>

/** 检索记录：不掌握、不存在的结论靠它站住（第三十六条第（四）项） */
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

/** What stands behind any other conclusion, in words: 定密依据, 职责依据, 先前的答复 … */
export const WRITTEN_EVIDENCE = [
  'publication-place',
  'severance-record',
  'classification-basis',
  'prohibiting-law',
  'harm-assessment',
  'consultation-record',
  'nature-of-information',
  'special-rules',
  'duty-basis',
  'earlier-reply',
  'frequency-record',
] as const satisfies readonly EvidenceKind[]

const WrittenRecord = z.object({
  kind: z.enum(WRITTEN_EVIDENCE),
  text: Text,
  /** field by field (`law/conclusion-records.ts`); absent in drafts written before there were fields */
  facts: z.record(z.string(), Text).optional(),
})

const Evidence = z.discriminatedUnion('kind', [SearchRecord, WrittenRecord])
export type Evidence = z.output<typeof Evidence>

/** The text of the letter by the template in force when it was drafted: what is reviewed, signed and sent. */
const LetterText = z.object({ template: Text, version: Text, title: Text, body: Text })

export const Draft = z.object({
  disposition: z.enum(DISPOSITION_CODES),
  /** 条例 第十四条至第十六条; follows from the disposition, or from the parts withheld */
  grounds: z.array(GroundCode),
  /** the text the applicant reads */
  text: Text,
  reasons: Text,
  withheld: z.array(WithheldPart),
  evidence: z.array(Evidence),
  attachments: z.array(Attachment),
  /** put in by `draftReply`; without it nothing is issued */
  letter: LetterText.optional(),
})
export type Draft = z.output<typeof Draft>
