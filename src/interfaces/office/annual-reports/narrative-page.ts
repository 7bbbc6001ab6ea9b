import { NARRATIVE_TITLES } from '../../../domain/annual-report/narrative.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { textarea } from '../../../platform/web/components/inputs.ts'
import { importantBanner, inset } from '../../../platform/web/components/notices.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'

export interface NarrativePage {
  readonly year: number
  readonly version: number
  readonly view: FormView
  readonly csrf: string
  readonly refused?: string
}

export function narrativePage({ year, version, view, csrf, refused }: NarrativePage): Html {
  return html`${errorSummary(view)} ${pageHeading(`${year}年度报告的文字部分`)}
  ${refused && importantBanner(refused)}
  ${inset('每段一行；单独一行的“（一）主动公开”这样的文字作小标题。文中提到的件数会自动与表格核对。')}
  ${form({
    action: officePaths.annualReportAct(year, 'narrative'),
    csrf,
    body: html`<input type="hidden" name="version" value="${version}" />
      ${textarea({ name: 'intro', label: '报告开头', form: view, rows: 5 })}
      ${textarea({
        name: 'general',
        label: NARRATIVE_TITLES.general,
        hint: '主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面',
        form: view,
        rows: 18,
      })}
      ${textarea({ name: 'problems', label: NARRATIVE_TITLES.problems, form: view, rows: 8 })}
      ${textarea({
        name: 'other',
        label: NARRATIVE_TITLES.other,
        hint: '收取信息处理费的，在这里报告；没有其他事项的，也请写明',
        form: view,
        rows: 5,
      })}
      ${buttonGroup([button('保存'), link('返回报告', officePaths.annualReport(year))])}`,
  })}`
}
