/** A letter as it is stored: everything that its pages show, so that a reprint needs nothing else. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { LETTER_IDS } from '../../../law/letters.ts'
import { canonicalJson } from '../../../platform/audit/hash-chain.ts'
import type { Block, OfficialDocument } from '../../../platform/documents/official-document.ts'
import { formatChineseDate } from '../../../platform/kernel/time.ts'
import { nonEmpty } from '../payload.ts'
import { layOut } from './layout.ts'

const Head = z.object({ name: z.string(), number: z.string().nullable(), addressee: z.string() })
const Foot = z.object({ signer: z.string(), datedOn: z.iso.date().nullable() })

export const LetterContent = z.object({
  /** Pages are drawn by rules that may get a second edition; old letters keep theirs. */
  layout: z.literal(1),
  letter: z.enum(nonEmpty(LETTER_IDS)),
  template: z.object({ id: z.string(), version: z.string() }),
  author: z.string(),
  title: z.string(),
  /** null on a form */
  head: Head.nullable(),
  body: z.string(),
  foot: Foot.nullable(),
})
export type LetterContent = z.infer<typeof LetterContent>

/** SHA-256 over everything the letter shows. */
export function letterHash(content: LetterContent): Buffer {
  return createHash('sha256').update(canonicalJson(content)).digest()
}

const NUMBER_TO_COME = '（编号后印出文号）'
const DAY_TO_COME = '　　年　　月　　日'

/** The letter's pages. The same content and moment give the same bytes in every format. */
export function letterDocument(content: LetterContent, madeAt: Temporal.Instant): OfficialDocument {
  return { title: content.title, author: content.author, madeAt, blocks: blocksOf(content) }
}

function blocksOf({ head, title, body, foot }: LetterContent): Block[] {
  const titleBlock: Block = { kind: 'title', lines: [title] }
  const text = layOut(body, title)
  if (!head) return [titleBlock, ...text]
  const number = head.number === '' ? undefined : (head.number ?? NUMBER_TO_COME)
  const sheets = text.findIndex(({ kind }) => kind === 'page-break')
  const letter = sheets < 0 ? text : text.slice(0, sheets)
  return [
    { kind: 'letterhead', name: head.name, ...(number ? { number } : {}) },
    titleBlock,
    { kind: 'line', align: 'left', text: `${head.addressee}：` },
    ...letter,
    ...(foot ? [signature(foot)] : []),
    ...(sheets < 0 ? [] : text.slice(sheets)),
  ]
}

function signature({ signer, datedOn }: z.infer<typeof Foot>): Block {
  const date = datedOn === null ? DAY_TO_COME : formatChineseDate(Temporal.PlainDate.from(datedOn))
  return { kind: 'signature', signer, date }
}
