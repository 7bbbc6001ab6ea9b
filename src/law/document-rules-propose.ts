/** The header of a document as its text shows it: proposals for a person to confirm, each with the words it was read from. */
import { parseChineseDay, readBody, type DisclosureMark } from './document-rules-body.ts'
import { genreOfTitle } from './document-rules-classes.ts'
import { formatDocumentNumber, parseDocumentNumber } from './document-rules-number.ts'

export interface Proposal<T> {
  readonly value: T
  /** where it was read */
  readonly from: string
}

export interface ProposedHeader {
  readonly title?: Proposal<string>
  readonly documentNumber?: Proposal<string>
  readonly publisher?: Proposal<string>
  readonly formedOn?: Proposal<Temporal.PlainDate>
  readonly disclosure?: Proposal<DisclosureMark>
  readonly genre?: Proposal<string>
  readonly effectiveFrom?: Proposal<Temporal.PlainDate>
  readonly expiresOn?: Proposal<Temporal.PlainDate>
}

/**
 * @param text the words of the body, one block a line
 * @param ownTitle what the file itself calls its title
 */
export function proposeHeader(text: string, ownTitle?: string): ProposedHeader {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const body = readBody(text)
  const title = ownTitle ? { value: oneLine(ownTitle), from: '文件的标题' } : titleIn(lines)
  const [number] = body.ownNumbers
  const { signature, mark, effective, expires } = body
  const genre = title && genreOfTitle(title.value)
  return {
    ...(title && { title }),
    ...(number && {
      documentNumber: { value: formatDocumentNumber(number), from: `正文“${number.raw}”` },
    }),
    ...publisherFrom(lines, signature?.organs),
    ...(signature && { formedOn: { value: signature.on, from: '落款日期' } }),
    ...(mark && { disclosure: { value: mark, from: '文末标注' } }),
    ...(genre && { genre: { value: genre, from: '标题' } }),
    ...(effective !== undefined &&
      effective !== 'issued' && { effectiveFrom: { value: effective, from: '施行条款' } }),
    ...(expires && { expiresOn: { value: expires, from: '有效期条款' } }),
  }
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, '')

const HEAD = 16
const LONGEST_TITLE_LINE = 60
const MOST_TITLE_LINES = 5

/** Lines of the title: after the 文号, before the 主送机关 or the first sentence; they end with a 文种. */
function titleIn(lines: readonly string[]): Proposal<string> | undefined {
  const found = titleLines(lines)
  return found && { value: oneLine(found.join('')), from: '正文开头' }
}

/** The lines that make up the title; used again to take them out of the text, which stands below the title. */
export function titleLines(lines: readonly string[]): readonly string[] | undefined {
  const head = lines.slice(0, HEAD)
  const numberAt = head.findIndex((line) => parseDocumentNumber(line) !== undefined)
  for (let start = numberAt + 1; start < head.length; start += 1) {
    if (!isTitleLine(head[start]!)) continue
    for (let count = 1; count <= MOST_TITLE_LINES; count += 1) {
      const part = head.slice(start, start + count)
      if (!isTitleLine(part.at(-1) ?? '。')) break
      const title = oneLine(part.join(''))
      if (isWhole(title)) return part
    }
  }
  return undefined
}

const isTitleLine = (line: string) =>
  line.length <= LONGEST_TITLE_LINE &&
  !/[。；：:！？!?]/.test(line) &&
  !/^[（(].*[）)]$/.test(line) &&
  !line.includes('\t') &&
  parseDocumentNumber(line) === undefined &&
  parseChineseDay(line) === undefined

function isWhole(title: string): boolean {
  if (title.length < 6 || title.length > 200) return false
  return (
    genreOfTitle(title) !== undefined ||
    /(?:解读|报告|名单|目录|说明|公示|总结|年报|预算|决算|一览表|清单)$/.test(title)
  )
}

/** 落款; of a joint document the first, whose number it bears; else the red head “…文件”. */
function publisherFrom(
  lines: readonly string[],
  organs: readonly string[] | undefined,
): Pick<ProposedHeader, 'publisher'> {
  const [organ] = organs ?? []
  if (organ !== undefined) return { publisher: { value: organ, from: '落款' } }
  for (const line of lines.slice(0, 5)) {
    const head = /^([\p{Script=Han}（）]{4,30})文件$/u.exec(oneLine(line))?.[1]
    if (head !== undefined) return { publisher: { value: head, from: '文头' } }
  }
  return {}
}
