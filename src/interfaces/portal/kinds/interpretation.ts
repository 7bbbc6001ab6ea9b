import {
  parseInterpretation,
  type Presentation,
} from '../../../domain/policies/interpretations/interpretation.ts'
import type { PublicDocument } from '../../../domain/publications/public-document.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import type { PortalServices } from '../services.ts'

const FORM_NAMES: Readonly<Record<Presentation, string>> = {
  text: '文字解读',
  picture: '图解',
  video: '视频解读',
  'press-conference': '新闻发布会',
  'online-interview': '在线访谈',
  hotline: '热线专场',
  questions: '问答解读',
}

/** 政策解读: how it explains, who explains, and where a film or a record is. The elements stand in the text. */
export async function showInterpretation(
  _: PortalServices,
  document: PublicDocument,
): Promise<Html | undefined> {
  const interpretation = parseInterpretation(document.structure)
  if (!interpretation) return undefined
  const { form, speaker, link } = interpretation
  return summaryList(
    [
      { key: '解读形式', value: FORM_NAMES[form] },
      { key: '解读人', value: speaker || undefined },
      {
        key: form === 'video' ? '视频' : '实录',
        value:
          link === ''
            ? undefined
            : html`<a class="govuk-link mq-breakable" rel="noopener" href="${link}">${link}</a>`,
      },
    ],
    { compact: true },
  )
}
