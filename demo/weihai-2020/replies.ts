import type { Draft, Evidence } from '../../src/domain/requests/draft.ts'
import { recordForms, recordText } from '../../src/law/conclusion-records.ts'

type Written = Exclude<Evidence, { kind: 'search-record' }>

/** The one record that a disposition asks for, field by field. */
function recorded(
  disposition: Draft['disposition'],
  kind: Written['kind'],
  facts: Record<string, string>,
): Written {
  const form = recordForms(disposition).find((one) => one.kind === kind)!
  return { kind, text: recordText(form, facts), facts }
}

const nothingMore = { grounds: [], withheld: [], attachments: [] }

/** D1a 经检索没有: stands on its search record. */
export function notHeld(what: string, terms: string, searchedOn: string): Draft {
  return {
    ...nothingMore,
    disposition: 'D1a',
    text: `经检索，本机关没有制作或者保存您申请的${what}。`,
    reasons: '已在办公系统和档案中检索，没有找到相符的信息。',
    evidence: [
      {
        kind: 'search-record',
        places: '办公自动化系统、综合档案室（示例）',
        terms,
        period: '2000年至检索当日',
        searchedBy: '示例经办人甲',
        searchedOn: Temporal.PlainDate.from(searchedOn),
        result: '没有相符的记录',
      },
    ],
  }
}

/** D1b 不属于本机关负责公开. */
export function notOurDuty(what: string, whose: string): Draft {
  return {
    ...nothingMore,
    disposition: 'D1b',
    text: `您申请的${what}不属于本机关负责公开，请向${whose}提出申请。`,
    reasons: `该项工作由${whose}承担。`,
    evidence: [
      recorded('D1b', 'duty-basis', {
        basis: '职责分工文件（示例）',
        known: '能够确定',
        organ: whose,
        contact: '0631-0000000（示例）',
      }),
    ],
  }
}

/** B1 区分处理: one part provided, one withheld for the sake of a third party. */
export function partlyOpen(open: string, part: string, reason: string, severedOn: string): Draft {
  return {
    ...nothingMore,
    disposition: 'B1',
    grounds: ['X15'],
    text: `现提供您申请的${open}；其中${part}不予公开。`,
    reasons: `${part}${reason}，能够与其余内容分开。`,
    withheld: [{ part, ground: 'X15', reason }],
    evidence: [
      recorded('B1', 'severance-record', {
        method: `逐页核对，仅遮盖${part}（示例）`,
        by: '示例经办人甲',
        on: severedOn,
      }),
    ],
  }
}

function inWords(day: string): string {
  const { year, month, day: date } = Temporal.PlainDate.from(day)
  return `${year}年${month}月${date}日`
}

/** E2 重复申请. */
export function repeated(what: string, answeredOn: string): Draft {
  return {
    ...nothingMore,
    disposition: 'E2',
    text: `您申请的${what}，本机关已于${inWords(answeredOn)}答复，不再重复处理。`,
    reasons: '申请内容与前一件申请相同。',
    evidence: [
      recorded('E2', 'earlier-reply', {
        letterNumber: `${inWords(answeredOn)}的答复书（示例）`,
        deliveredOn: answeredOn,
        proof: '送达凭证（示例）',
        same: '两次申请要求的信息相同（示例）',
      }),
    ],
  }
}

/** A2 予以公开. */
export function provided(what: string): Draft {
  return {
    ...nothingMore,
    disposition: 'A2',
    text: `现提供您申请的${what}。`,
    reasons: '申请的信息由本机关制作，不属于不予公开的范围。',
    evidence: [],
  }
}

/** C5 内部事务信息. */
export function internalAffairs(what: string): Draft {
  return {
    ...nothingMore,
    disposition: 'C5',
    grounds: ['X16a'],
    text: `您申请的${what}属于内部事务信息，不予公开。`,
    reasons: '该信息反映内部工作流程，不对外发生效力。',
    evidence: [
      recorded('C5', 'nature-of-information', {
        nature: '内部工作流程',
        why: '内部工作流程的认定意见（示例）',
      }),
    ],
  }
}
