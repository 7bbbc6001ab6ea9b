import { SECTION_TITLES } from '../../../law/annual-report/formats.ts'
import type { Block, OfficialDocument } from '../../../platform/documents/official-document.ts'
import { formatChineseDate, dayOf } from '../../../platform/kernel/time.ts'
import { paragraphsOf } from '../narrative.ts'
import type { ReportSnapshot } from '../report.ts'
import { reportGrids } from './layout.ts'

/** A report and, when it is locked, the seal that its files carry. */
export interface SealedReport extends ReportSnapshot {
  readonly seal: ReportSeal | null
}

export interface ReportSeal {
  readonly lockedAt: Temporal.Instant
  /** SHA-256 of the snapshot, hexadecimal */
  readonly hash: string
}

/**
 * The report as an official document. `madeAt` goes into the properties of a draft's files; a locked report takes the
 * moment of its lock, so that every download of it is the same.
 */
export function reportDocument(report: SealedReport, madeAt: Temporal.Instant): OfficialDocument {
  const { title, figures, seal } = report
  const author = figures.agency ?? ''
  return { title, author, madeAt: seal?.lockedAt ?? madeAt, blocks: reportBlocks(report) }
}

/** Title, opening paragraph, the six sections in order, and the seal in small print. */
export function reportBlocks({ title, figures, narrative, seal }: SealedReport): Block[] {
  const [active, requests, review] = reportGrids(figures)
  return [
    { kind: 'title', lines: titleLines(title, figures.agency ?? '') },
    ...textBlocks(narrative.intro),
    section(0),
    ...textBlocks(narrative.general),
    section(1),
    { kind: 'table', grid: active, density: 'normal' },
    section(2),
    { kind: 'table', grid: requests, density: 'dense' },
    section(3),
    { kind: 'table', grid: review, density: 'dense' },
    section(4),
    ...textBlocks(narrative.problems),
    section(5),
    ...textBlocks(narrative.other),
    ...(seal ? [sealNote(seal)] : []),
  ]
}

const TITLE_LINE = 20

/** A title too long for one line is broken after the agency's name. */
function titleLines(title: string, agency: string): string[] {
  const isBroken = title.length > TITLE_LINE && agency !== '' && title.startsWith(agency)
  return isBroken ? [agency, title.slice(agency.length)] : [title]
}

const section = (index: 0 | 1 | 2 | 3 | 4 | 5): Block => ({
  kind: 'heading',
  level: 1,
  text: SECTION_TITLES[index],
})

/** `（一）主动公开情况。2020年……`: the first sentence of a numbered paragraph is its heading. */
const LEAD = /^（[一二三四五六七八九十]{1,3}）[^。；！？]{1,30}。/u

function textBlocks(text: string): Block[] {
  return paragraphsOf(text).map((paragraph): Block => {
    if (paragraph.kind === 'heading') return { kind: 'heading', level: 2, text: paragraph.text }
    const lead = LEAD.exec(paragraph.text)?.[0]
    if (lead === undefined) return { kind: 'paragraph', text: paragraph.text }
    return { kind: 'paragraph', lead, text: paragraph.text.slice(lead.length) }
  })
}

function sealNote({ lockedAt, hash }: ReportSeal): Block {
  const day = formatChineseDate(dayOf(lockedAt))
  return { kind: 'note', text: `本报告已于${day}锁定，内容校验值（SHA-256）：${hash}` }
}
