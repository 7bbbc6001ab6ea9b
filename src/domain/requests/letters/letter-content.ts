/** A letter as it is stored: everything that its pages show, so that a reprint needs nothing else. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { LETTER_IDS } from '../../../law/letters.ts'
import { canonicalJson } from '../../../platform/audit/hash-chain.ts'
import type { Block, OfficialDocument } from '../../../platform/documents/official-document.ts'
import { kindText, sizeText } from '../../../platform/files/file-words.ts'
import { formatChineseDate } from '../../../platform/kernel/time.ts'
import type { DraftAttachment } from '../draft.ts'
import { nonEmpty } from '../payload.ts'
import { escapeLines } from './fill.ts'
import { layOut } from './layout.ts'

const Head = z.object({ name: z.string(), number: z.string().nullable(), addressee: z.string() })
/** A file that goes out with the letter, so that whoever has both can tell that they belong together. */
const Enclosure = z.object({
  name: z.string(),
  kind: z.string(),
  size: z.int(),
  sha256: z.string(),
})
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
  /** 附件; absent when there are none */
  enclosures: z.array(Enclosure).optional(),
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

function blocksOf({ head, title, body, foot, enclosures = [] }: LetterContent): Block[] {
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
    ...enclosureLines(enclosures),
    ...(foot ? [signature(foot)] : []),
    ...(sheets < 0 ? [] : text.slice(sheets)),
    ...enclosureSheet(enclosures),
  ]
}

function signature({ signer, datedOn }: z.infer<typeof Foot>): Block {
  const date = datedOn === null ? DAY_TO_COME : formatChineseDate(Temporal.PlainDate.from(datedOn))
  return { kind: 'signature', signer, date }
}

type Enclosures = readonly z.infer<typeof Enclosure>[]

/** 附件说明 under the text (GB/T 9704 7.3.6): names without a stop behind them, numbered when there are several. */
function enclosureLines(enclosures: Enclosures): Block[] {
  const [first, ...more] = enclosures
  if (!first) return []
  const text = more.length === 0 ? `附件：${first.name}` : `附件：1．${first.name}`
  return [
    { kind: 'paragraph', text },
    ...more.map(({ name }, n): Block => ({ kind: 'paragraph', text: `　　　${n + 2}．${name}` })),
  ]
}

/** 附件清单: by its digest anybody can tell that a file is the one that was given. */
function enclosureSheet(enclosures: Enclosures): Block[] {
  if (enclosures.length === 0) return []
  const cells = enclosures.map(({ name, kind, size, sha256 }, n) =>
    [String(n + 1), name, `${kind}，${sizeText(size)}`, sha256.replace(/.{16}(?=.)/g, '$&\n')]
      .map((cell) => escapeLines(cell).join('\\n'))
      .join(' | '),
  )
  const rows = ['|: 1 8 4 7', '|= 序号 | 文件名称 | 格式、大小 | 校验值（SHA-256） |']
  const text = [...rows, ...cells.map((row) => `| ${row} |`)].join('\n')
  return [
    { kind: 'page-break' },
    { kind: 'sheet-title', text: '附件清单' },
    ...layOut(text, '附件清单'),
    { kind: 'note', text: '附件与本文书一并提供。核对校验值，可以确认文件没有改动。' },
  ]
}

/** The signed files of an answer as its letter lists them. */
export function enclosuresOf(
  attachments: readonly DraftAttachment[],
): Pick<LetterContent, 'enclosures'> {
  if (attachments.length === 0) return {}
  return {
    enclosures: attachments.map(({ name, mediaType, size, sha256 }) => ({
      name,
      kind: kindText(mediaType),
      size,
      sha256,
    })),
  }
}
