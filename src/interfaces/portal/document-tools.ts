/** What a reader can do with a document beside reading it. What needs a script is not there without one. */
import type { PublicDocument } from '../../domain/publications/public-document.ts'
import { kindText } from '../../platform/files/file-words.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { link } from '../../platform/web/components/button.ts'
import { details } from '../../platform/web/components/notices.ts'
import * as paths from './paths.ts'

/** 字号、朗读、打印: by the browser's own means, before the text they act on. */
export function readingTools(): Html {
  return html`<div class="mq-tools" data-reading-tools hidden>
    <span id="text-size">字号</span>
    <div role="group" aria-labelledby="text-size">
      <button type="button" class="mq-tool" data-text-size="large" aria-pressed="false">大</button>
      <button type="button" class="mq-tool" data-text-size="normal" aria-pressed="true">中</button>
      <button type="button" class="mq-tool" data-text-size="small" aria-pressed="false">小</button>
    </div>
    <button type="button" class="mq-tool" data-read-aloud aria-pressed="false" hidden>
      朗读正文
    </button>
  </div>`
}

export function documentFiles({ indexNumber, attachments }: PublicDocument): Html {
  const file = (text: string, href: string) =>
    html`<li><a class="govuk-link" href="${href}" download>${text}</a></li> `
  const originals = attachments.filter(({ role }) => role === 'original')
  return html`<h2 class="govuk-heading-s">下载</h2>
    <ul class="govuk-list mq-links">
      ${file('正文（PDF）', paths.documentPdfPath(indexNumber))}
      ${file('正文（纯文本 .txt）', paths.documentTextPath(indexNumber))}
      ${originals.map((one, at) =>
        file(
          `原件${originals.length > 1 ? at + 1 : ''}（${kindText(one.mediaType) || '文件'}）`,
          paths.attachmentPath(indexNumber, one),
        ),
      )}
    </ul>`
}

export function shareAndCorrect({ indexNumber }: PublicDocument): Html {
  return html`${details(
      '手机扫码打开本页',
      html`<img
        src="${paths.documentCodePath(indexNumber)}"
        alt="本页网址的二维码"
        width="160"
        height="160"
        loading="lazy"
      />`,
    )}
    <p class="govuk-body">${link('我要纠错', paths.correctionPath(indexNumber))}</p>`
}
