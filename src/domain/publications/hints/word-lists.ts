import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { accepted, rejected, type Checked } from '../../../platform/kernel/problem.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'

export const WORD_KINDS = ['wrong', 'sensitive'] as const
export type WordKind = (typeof WORD_KINDS)[number]

/** A word the office looks for: 易错词 with what is meant, 敏感词 with a remark. */
export interface AgencyWord {
  readonly kind: WordKind
  readonly word: string
  readonly advice: string
}

/** 机关代字 and whose it is. */
export interface OrganCode {
  readonly code: string
  readonly organ: string
}

export interface WordLists {
  readonly words: readonly AgencyWord[]
  readonly codes: readonly OrganCode[]
}

export async function listWords(db: Db | Tx, agencyId: number): Promise<AgencyWord[]> {
  const rows = await db
    .selectFrom('agency_words')
    .select(['kind', 'word', 'advice'])
    .where('agency_id', '=', agencyId)
    .orderBy('kind')
    .orderBy('word')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as WordKind }))
}

/** @throws Refusal `forbidden` */
export async function getWordLists(db: Db, officer: Officer): Promise<WordLists> {
  assertMay(officer, 'publications.read', officer.agencyId)
  const [words, codes] = await Promise.all([
    listWords(db, officer.agencyId),
    db
      .selectFrom('organ_codes')
      .select(['code', 'organ'])
      .where('agency_id', '=', officer.agencyId)
      .orderBy('code')
      .orderBy('organ')
      .execute(),
  ])
  return { words, codes }
}

const MOST_LINES = 5000
const LONGEST = 60

export const LIST_NAMES = { wrong: '易错词', sensitive: '敏感词', codes: '机关代字' } as const
export type ListName = keyof typeof LIST_NAMES
export const LIST_KEYS = Object.keys(LIST_NAMES) as ListName[]

/**
 * One entry a line: the word, then a tab, comma or several blanks, then what it should be (or whose code it is).
 * @returns a problem for each line that cannot be one
 */
export function parseWordLines(
  name: ListName,
  source: string,
): Checked<readonly (readonly [string, string])[]> {
  const lines = source
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const entries = new Map<string, readonly [string, string]>()
  const problems = lines.flatMap((line, at) => {
    const [word = '', advice = ''] = line.split(/\t|[,，]\s*|\s{2,}/).map((part) => part.trim())
    const wrong = problemOfLine(name, word, advice)
    if (wrong) return [{ at: name, message: `第${at + 1}行${wrong}` }]
    entries.set(name === 'codes' ? `${word}\t${advice}` : word, [word, advice])
    return []
  })
  if (lines.length > MOST_LINES)
    return rejected([{ at: name, message: `最多${MOST_LINES}行，现在有${lines.length}行` }])
  return problems.length > 0 ? rejected(problems.slice(0, 10)) : accepted([...entries.values()])
}

function problemOfLine(name: ListName, word: string, advice: string): string | undefined {
  if (word === '' || word.length > LONGEST) return `的词应有1至${LONGEST}个字`
  if (name !== 'sensitive' && advice === '')
    return name === 'codes' ? `“${word}”没有写属于哪个机关` : `“${word}”没有写正确的写法`
  if (advice.length > LONGEST) return `“${word}”后面的内容太长`
  return name === 'wrong' && advice === word ? `“${word}”的正确写法就是它自己` : undefined
}

/**
 * Puts a list in the place of the one before.
 * @throws Refusal `forbidden`
 */
export async function saveWordList(
  db: Db,
  officer: Officer,
  name: ListName,
  entries: readonly (readonly [string, string])[],
  now: Temporal.Instant,
): Promise<void> {
  assertMay(officer, 'publications.draft', officer.agencyId)
  const agency_id = officer.agencyId
  await inTransaction(db, async (tx) => {
    if (name === 'codes') {
      await tx.deleteFrom('organ_codes').where('agency_id', '=', agency_id).execute()
      const rows = entries.map(([code, organ]) => ({ agency_id, code, organ }))
      if (rows.length > 0) await tx.insertInto('organ_codes').values(rows).execute()
    } else {
      await tx
        .deleteFrom('agency_words')
        .where('agency_id', '=', agency_id)
        .where('kind', '=', name)
        .execute()
      const rows = entries.map(([word, advice]) => ({ agency_id, kind: name, word, advice }))
      if (rows.length > 0) await tx.insertInto('agency_words').values(rows).execute()
    }
    await recordAudit(tx, now, {
      actor: { id: officer.id, name: officer.displayName },
      action: 'word-list.saved',
      subject: `agency:${agency_id}`,
      detail: { list: name, entries: entries.length },
    })
  })
}

/** As it is typed and imported, so that an export can be read back. */
export function linesOf(name: ListName, { words, codes }: WordLists): string {
  const entries =
    name === 'codes'
      ? codes.map(({ code, organ }) => [code, organ])
      : words.filter(({ kind }) => kind === name).map(({ word, advice }) => [word, advice])
  return entries.map((entry) => entry.filter((part) => part !== '').join('\t')).join('\n')
}
