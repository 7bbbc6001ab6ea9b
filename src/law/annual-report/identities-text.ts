import { isFilled, summand } from './cell-values.ts'
import type { FigureIndex, IndexedCell } from './figure-index.ts'
import { comparableSentences, isOfRegion, isOfYear } from './narrative-sentences.ts'
import { reportWarning, type ReportProblem } from './problem.ts'
import type { ReportContext } from './report-context.ts'

/**
 * TX-1: numbers in the running text equal the tables. Conservative: a sentence counts only when it can mean nothing
 * else; when several sentences name different numbers for the same thing, one that agrees is enough, and none is
 * reported unless all name the same.
 */
export function* checkNarrative(
  index: FigureIndex,
  context: ReportContext,
): Generator<ReportProblem> {
  if (context.narrative === undefined) return
  const scope = context.scope ?? scopeOfAgency(index.figures.agency)
  const sentences = comparableSentences(context.narrative)
    .filter((sentence) => isOfYear(sentence, index.figures.year))
    .filter((sentence) => scope === 'region' || !isOfRegion(sentence))
  for (const claim of CLAIMS) {
    const told = sentences.flatMap((sentence) => findClaims(claim, sentence))
    yield* compare(index, claim, told)
  }
  yield* checkNothingHappened(index, sentences)
  yield* checkReplyRate(sentences, context)
}

/** A thing the text may put a number on, and the table numbers that number may rightly equal. */
interface Claim {
  readonly subject: string
  /** Group 1 is the number. */
  readonly pattern: RegExp
  /** The sentence must contain this … */
  readonly needs?: RegExp
  /** … and must not contain this. */
  readonly refuses?: RegExp
  readonly cells: (index: FigureIndex) => readonly IndexedCell[]
  /** Besides the sum of `cells`, other readings under which the sentence would be right. */
  readonly alternatives?: (index: FigureIndex) => readonly (readonly IndexedCell[])[]
}

const CHANNELS =
  /网络|网上|在线|信函|邮寄|来信|邮件|当面|现场|窗口|传真|平台|渠道|自然人|法人|企业|公民|组织|律师/u
const OTHER_BUSINESS =
  /提案|议案|建议|热线|留言|信箱|咨询|诉求|信访|工单|投诉|复议|诉讼|协助|转办|协办/u
const REQUEST_WORDS = /申请公开|公开申请|依申请/u

const CLAIMS: readonly Claim[] = [
  {
    subject: '本年新收政府信息公开申请',
    pattern:
      /(?:收到|受理|新收|接收|接到)(?:的)?(?:各类|有效)?(?:(?:政府)?信息公开申请|依申请公开(?:政府信息)?(?:申请|信件|件)?|(?:公开)?申请公开)(?:信件|事项|数量)?(?:共计?|合计|总计|为)?(\d+)[件条份宗起]/u,
    refuses: CHANNELS,
    cells: (index) => [index.request('new', 'total')],
    alternatives: (index) => [
      [index.request('new', 'total'), index.request('carried_in', 'total')],
    ],
  },
  {
    subject: '本年新收政府信息公开申请',
    pattern:
      /(?:收到|受理|新收|接收|接到)(\d+)[件条份宗起](?:各类)?(?:政府信息公开申请|信息公开申请|依申请公开)/u,
    refuses: CHANNELS,
    cells: (index) => [index.request('new', 'total')],
    alternatives: (index) => [
      [index.request('new', 'total'), index.request('carried_in', 'total')],
    ],
  },
  {
    subject: '上年结转申请',
    pattern:
      /(?:上年度?|上一年度?|去年)结转(?:的)?(?:政府信息公开)?(?:申请)?(?:数量)?(?:为)?(\d+)[件条份]/u,
    refuses: OTHER_BUSINESS,
    cells: (index) => [index.request('carried_in', 'total')],
  },
  {
    subject: '结转下年度办理申请',
    pattern:
      /结转(?:至|到)?(?:下年度?|下一年度?|次年|明年)(?:度)?(?:继续)?(?:办理|处理)?(?:的)?(?:政府信息公开)?(?:申请)?(?:为)?(\d+)[件条份]/u,
    refuses: OTHER_BUSINESS,
    cells: (index) => [index.request('carried_out', 'total')],
  },
  {
    subject: '本年度办结申请',
    pattern:
      /(?:办结|答复|办理答复)(?:政府信息公开申请|信息公开申请|依申请公开(?:申请|信件)?|申请)?(?:共计?|合计|总计)?(\d+)[件条份]/u,
    needs: REQUEST_WORDS,
    refuses: new RegExp(
      `${OTHER_BUSINESS.source}|${CHANNELS.source}|其中|予以公开|不予|无法提供`,
      'u',
    ),
    cells: (index) => [index.request('total', 'total')],
  },
  {
    subject: '因信息公开引起的行政复议',
    pattern: /行政复议(?:案件)?(?:共|为)?(\d+)[件起宗]/u,
    needs: /信息公开/u,
    refuses: /行政复议[和及与、或]|办理行政复议|受理行政复议|维持|纠正|撤[销回]|其中/u,
    cells: (index) => [index.review('reconsideration', 'total')],
  },
  {
    subject: '因信息公开引起的行政诉讼',
    pattern: /行政诉讼(?:案件)?(?:共|为)?(\d+)[件起宗]/u,
    needs: /信息公开/u,
    refuses: /行政复议[和及与、或]行政诉讼|维持|纠正|撤[销回]|驳回|败诉|其中/u,
    cells: (index) => [
      index.review('direct_suit', 'total'),
      index.review('after_reconsideration', 'total'),
    ],
    alternatives: (index) => [[index.review('direct_suit', 'total')]],
  },
  {
    subject: '本年制发规范性文件',
    pattern: /(?:制发|制定|出台|印发)(?:行政)?规范性文件(?:共)?(\d+)[件份个部]/u,
    refuses: /清理|解读|审查|备案/u,
    cells: (index) => [index.active('normative_documents', 0)],
  },
  {
    subject: '现行有效规范性文件',
    pattern: /现行有效(?:的)?(?:行政)?规范性文件(?:共)?(\d+)[件份个部]/u,
    refuses: /清理/u,
    cells: (index) =>
      index.figures.format === '2021' ? [index.active('normative_documents', 2)] : [],
  },
]

interface ToldNumber {
  readonly number: number
  readonly words: string
}

function findClaims(claim: Claim, sentence: string): readonly ToldNumber[] {
  if (claim.needs && !claim.needs.test(sentence)) return []
  const matches = [...sentence.matchAll(new RegExp(claim.pattern.source, 'gu'))]
  // Two numbers for one thing in one sentence are a comparison or a breakdown.
  if (matches.length !== 1) return []
  const match = matches[0]!
  const clause = clauseAround(sentence, match.index, match[0].length)
  if (claim.refuses?.test(clause)) return []
  return [{ number: Number(match[1]), words: match[0] }]
}

function clauseAround(sentence: string, start: number, length: number): string {
  const from =
    Math.max(...['，', ',', '：', ':'].map((mark) => sentence.lastIndexOf(mark, start))) + 1
  const rest = sentence.slice(start + length)
  const to = rest.search(/[，,：:]/u)
  return sentence.slice(from, to < 0 ? undefined : start + length + to)
}

function* compare(
  index: FigureIndex,
  claim: Claim,
  told: readonly ToldNumber[],
): Generator<ReportProblem> {
  const cells = claim.cells(index)
  const printed = sumOf(cells)
  const first = told[0]
  if (first === undefined || printed === undefined) return
  const readings = [printed, ...(claim.alternatives?.(index) ?? []).map(sumOf)]
  if (told.some(({ number }) => readings.includes(number))) return
  if (told.some(({ number }) => number !== first.number)) return
  yield reportWarning(
    'TX-1',
    [cells[0]!.path, ...cells.slice(1).map((cell) => cell.path)],
    `正文写“${first.words}”，表中${claim.subject}为${printed}件，相差${Math.abs(first.number - printed)}件`,
  )
}

function sumOf(cells: readonly IndexedCell[]): number | undefined {
  if (cells.every((cell) => !isFilled(cell.value))) return undefined
  let sum = 0
  for (const cell of cells) {
    const value = summand(cell.value)
    if (value === undefined) return undefined
    sum += value
  }
  return sum
}

const NOTHING =
  /(?:未发生|没有发生|未产生|未出现|未引发|没有因|未因|无因)([^，,]{0,30}?)(?:行政)?(复议和?(?:、|及|与|或)?(?:行政)?诉讼|复议|诉讼)/u
const QUALIFIED = /败诉|纠错|纠正|撤销|被责令|违法|应诉不|投诉|举报/u

/** 未发生因信息公开引起的行政复议、行政诉讼: the tables must then be zero. */
function* checkNothingHappened(
  index: FigureIndex,
  sentences: readonly string[],
): Generator<ReportProblem> {
  for (const sentence of sentences) {
    const match = NOTHING.exec(sentence)
    if (!match || !/信息公开|依申请/u.test(sentence)) continue
    const clause = clauseAround(sentence, match.index, match[0].length)
    if (QUALIFIED.test(clause)) continue
    const reconsideration = index.review('reconsideration', 'total')
    const suits = [
      index.review('direct_suit', 'total'),
      index.review('after_reconsideration', 'total'),
    ]
    if (clause.includes('复议')) yield* denied('行政复议', [reconsideration], match[0])
    if (clause.includes('诉讼')) yield* denied('行政诉讼', suits, match[0])
    return
  }
}

function* denied(
  what: string,
  cells: readonly IndexedCell[],
  words: string,
): Generator<ReportProblem> {
  const printed = sumOf(cells)
  if (printed === undefined || printed === 0) return
  yield reportWarning(
    'TX-1',
    [cells[0]!.path, ...cells.slice(1).map((cell) => cell.path)],
    `正文写“${words}”，表四${what}却有${printed}件`,
  )
}

/** TX-2: 按时答复率 recomputed from the ledger. */
function* checkReplyRate(
  sentences: readonly string[],
  context: ReportContext,
): Generator<ReportProblem> {
  const { replies } = context
  if (!replies || replies.given === 0) return
  for (const sentence of sentences) {
    const match = /(?:按时|按期|及时)(?:答复|办结)率(?:达到?|为)?(\d+(?:\.\d+)?)[%％]/u.exec(
      sentence,
    )
    if (!match) continue
    const rate = (replies.inTime / replies.given) * 100
    if (Math.abs(rate - Number(match[1])) < 0.05) continue
    yield reportWarning(
      'TX-2',
      ['requests.total.total'],
      `正文写“${match[0]}”，台账中答复${replies.given}件、按时${replies.inTime}件，为${rate.toFixed(1)}%`,
    )
  }
}

function scopeOfAgency(agency: string | null): 'unit' | 'region' {
  return /汇总|人民政府$|管委会$|管理委员会$/u.test(agency ?? '') ? 'region' : 'unit'
}
