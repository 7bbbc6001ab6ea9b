import {
  CLEANUP_RESULT_NAMES,
  CLEANUP_RESULTS,
  countResults,
  type Cleanup,
  type CleanupItem,
} from '../../../domain/policies/cleanups/cleanup.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { radios } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { policyPaths } from './paths.ts'

const HINTS = {
  keep: '内容仍然适用，列入继续有效目录',
  amend: '部分内容要改，列入拟修改目录，修改后的文件公布时再标注',
  repeal: '由这次清理废止',
  lapse: '有效期已满、任务已完成或者调整对象已经消失',
} as const

/** One document in a campaign: the unit's opinion, or after collation the result. */
export function opinionPage(
  cleanup: Cleanup,
  item: CleanupItem,
  view: FormView,
  csrf: string,
): Html {
  const isOpinion = cleanup.state === 'collecting'
  return html`${pageHeading(isOpinion ? '清理意见' : '清理结果', item.title)}
  ${summaryList(
    [
      { key: '文号', value: item.documentNumber || undefined },
      { key: '起草单位', value: item.unitName },
      { key: '成文日期', value: item.issuedOn.toString() },
      { key: '有效期至', value: item.expiresOn?.toString() },
      {
        key: '全文',
        value: link('在公开平台上查看', `/content/${item.indexNumber}`, `：${item.title}`),
      },
      {
        key: '单位意见',
        value:
          isOpinion || !item.opinion
            ? undefined
            : `${CLEANUP_RESULT_NAMES[item.opinion]}。${item.opinionReason}`,
      },
    ],
    { compact: true },
  )}
  ${form({
    action: `${policyPaths.cleanup(cleanup.id)}/items/${item.documentId}`,
    csrf,
    body: html`${radios({
      name: 'result',
      label: isOpinion ? '清理意见' : '清理结果',
      form: view,
      options: CLEANUP_RESULTS.map((value) => ({
        value,
        text: CLEANUP_RESULT_NAMES[value],
        hint: HINTS[value],
      })),
    })}
    ${textarea({
      name: 'reason',
      label: '理由',
      hint: '修改、废止、失效的必填，会印在公布的目录里',
      form: view,
      rows: 3,
      max: 1000,
      optional: true,
    })}
    ${buttonGroup([button('保存'), link('返回', policyPaths.cleanup(cleanup.id))])}`,
  })}`
}

export function noticePage(
  cleanup: Cleanup,
  items: readonly CleanupItem[],
  view: FormView,
  csrf: string,
): Html {
  const counts = countResults(items)
  return html`${pageHeading('印发清理结果', cleanup.title)}
  ${inset(
    html`保存后起草一份公告，附各类目录：${CLEANUP_RESULTS.map((one) => `${CLEANUP_RESULT_NAMES[one]}${counts[one]}件`).join('，')}。公告与别的文件一样送审、发布；发布的同时，所列文件标注废止、失效，双方互相链接。发布以前不作任何标注。`,
  )}
  ${form({
    action: policyPaths.cleanupAct(cleanup.id, 'issue'),
    csrf,
    body: html`${textInput({ name: 'title', label: '标题', form: view, width: 'full' })}
    ${textInput({ name: 'documentNumber', label: '发文字号', form: view, width: '20', optional: true })}
    ${textInput({ name: 'category', label: '组配分类', hint: '如 管委文件', form: view, width: '20' })}
    ${dateInput({ name: 'formedOn', label: '成文日期', form: view, optional: true })}
    ${dateInput({
      name: 'appliesFrom',
      label: '废止、失效从哪一天起',
      hint: '不填的，自公布之日起',
      form: view,
      optional: true,
    })}
    ${textarea({ name: 'text', label: '正文', hint: '每段一行；目录自动附在后面', form: view, rows: 8 })}
    ${buttonGroup([button('起草公告'), link('返回', policyPaths.cleanup(cleanup.id))])}`,
  })}`
}
