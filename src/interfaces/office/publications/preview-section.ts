import { PREVIEW_DAYS, type Preview } from '../../../domain/publications/previews.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { formatMinute } from '../../../platform/kernel/time.ts'
import { button } from '../../../platform/web/components/button.ts'
import { select } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { textInput } from '../../../platform/web/components/inputs.ts'
import { details, inset } from '../../../platform/web/components/notices.ts'
import { table } from '../../../platform/web/components/table.ts'
import { problemOf, type FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'

export interface PreviewSection {
  readonly edition: Edition
  readonly previews: readonly Preview[]
  /** just made: shown this once */
  readonly newLink: string | undefined
  readonly mayGive: boolean
  readonly now: Temporal.Instant
  readonly view: FormView
  readonly csrf: string
}

export function previewSection(props: PreviewSection): Html {
  const { previews, newLink, mayGive, view } = props
  if (previews.length === 0 && !mayGive) return nothing
  return html`<section aria-labelledby="preview-heading">
    <h2 class="govuk-heading-m" id="preview-heading">预览链接</h2>
    ${
      newLink !== undefined &&
      inset(
        html`<p class="govuk-body">请复制这个链接交给对方，它只在这里显示一次：</p>
          <p class="govuk-body"><code class="mq-hash">${newLink}</code></p>`,
      )
    }
    ${previews.length > 0 && previewTable(props)}
    ${
      mayGive &&
      details(
        '生成预览链接',
        giveForm(props),
        problemOf(view, 'givenTo') !== undefined || problemOf(view, 'days') !== undefined,
      )
    }
  </section>`
}

function giveForm({ edition, csrf, view }: PreviewSection): Html {
  return form({
    action: officePaths.editionAct(edition.id, 'previews'),
    csrf,
    body: html`<p class="govuk-body">
        凭链接不用登录就能看到这份稿子和附件。每次打开都会记下时间和网络地址；文件发布、到期或者收回以后，链接失效。
      </p>
      ${textInput({ name: 'givenTo', label: '给谁看', form: view, width: '20' })}
      ${select({
        name: 'days',
        label: '有效期',
        form: view,
        options: PREVIEW_DAYS.map((days) => ({ value: String(days), text: `${days}天` })),
      })}
      ${button('生成', { style: 'secondary' })}`,
  })
}

function previewTable({ edition, previews, csrf, mayGive, now }: PreviewSection): Html {
  const isLive = ({ revokedAt, expiresAt }: Preview) =>
    revokedAt === null && Temporal.Instant.compare(expiresAt, now) > 0
  return table<Preview>({
    caption: '已给出的预览链接',
    captionHidden: true,
    stacks: true,
    columns: [
      { heading: '给谁', rowHeader: true, cell: ({ givenTo }) => givenTo },
      { heading: '谁给的', nowrap: true, cell: ({ creatorName }) => creatorName },
      {
        heading: '有效期至',
        nowrap: true,
        cell: ({ revokedAt, expiresAt }) =>
          revokedAt ? `${formatMinute(revokedAt)}收回` : formatMinute(expiresAt),
      },
      { heading: '打开', cell: openings },
      ...(mayGive
        ? [
            {
              heading: '收回',
              cell: (one: Preview) =>
                isLive(one) &&
                form({
                  action: officePaths.editionAct(edition.id, `previews/${one.id}/revoke`),
                  csrf,
                  className: 'mq-inline-form',
                  body: button('收回', { style: 'secondary', small: true, about: one.givenTo }),
                }),
            },
          ]
        : []),
    ],
    rows: previews,
  })
}

function openings({ openings: all }: Preview): Html {
  if (all.length === 0) return html`还没有打开过`
  return html`<ul class="govuk-list">
    ${all.map(({ opened, address, openedAt }) => html`<li>${formatMinute(openedAt)} ${address} ${opened}</li>`)}
  </ul>`
}
