/** What the pages of packs and items share. */
import { flagInWords, noticeOf, type Flag } from '../../../domain/policy-packs/flags.ts'
import type { PublicItem, PublicPack } from '../../../domain/policy-packs/public-policies.ts'
import { HANDLING_WORDS, type HandlingMode } from '../../../domain/policy-packs/vocabulary.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { link } from '../../../platform/web/components/button.ts'
import { tag, type Tone } from '../../../platform/web/components/tag.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { qrCode } from '../apply/qr-code.ts'
import { policyFilePath, policyPath } from './addresses.ts'

const HANDLING_TONES: Readonly<Record<HandlingMode, Tone>> = {
  'no-application': 'good',
  'fast-track': 'active',
  application: 'quiet',
}

export const handlingTag = (handling: HandlingMode): Html =>
  tag(HANDLING_WORDS[handling], HANDLING_TONES[handling])

/** In a list: the mark of an item that may not be relied upon. */
export function flagTag(flags: readonly Flag[]): Html {
  const notice = noticeOf(flags)
  return notice === undefined ? nothing : tag(notice, 'late')
}

/** On the item's own page: what has ended, and since when. */
export function flagNotice(flags: readonly Flag[]): Html {
  const notice = noticeOf(flags)
  if (notice === undefined) return nothing
  return html`<div class="govuk-warning-text">
    <span class="govuk-warning-text__icon" aria-hidden="true">!</span
    ><strong class="govuk-warning-text__text"
      ><span class="govuk-visually-hidden">注意：</span
      >${notice}。${flags.map(flagInWords).join('；')}。</strong
    >
  </div>`
}

/** Title, mode, marks, and the heart of the matter. */
export function itemRow(policy: PublicItem): Html {
  const { item, title, flags } = policy
  return html`<li>
    <div>
      <a class="govuk-link" href="${policyPath(policy)}">${title}</a>
      ${handlingTag(item.handling)} ${flagTag(flags)}
      <span class="mq-list__facts">${shortened(item.standard)}</span>
    </div>
  </li> `
}

export function shortened(text: string, most = 60): string {
  const [first = ''] = text.split('\n')
  const characters = [...first]
  return characters.length <= most ? first : `${characters.slice(0, most).join('')}…`
}

/** The code of a page, and its files. */
export function codeAndFiles(
  policy: { readonly indexNumber: string },
  address: string,
  files: readonly { readonly text: string; readonly file: 'poster.pdf' | 'booklet.pdf' }[],
): Html {
  return html`<h2 class="govuk-heading-s">扫码查看</h2>
    <p class="govuk-body">${qrCode(address, '本页网址的二维码')}</p>
    <p class="govuk-body-s">二维码里是本页的固定网址，内容更新后不用重印。</p>
    <ul class="govuk-list mq-links">
      <li>${link('二维码图片（.png）', policyFilePath(policy, 'qr.png'))}</li>
      <li>${link('二维码矢量图（.svg）', policyFilePath(policy, 'qr.svg'))}</li>
      ${files.map(({ text, file }) => html`<li>${link(text, policyFilePath(policy, file))}</li> `)}
    </ul>`
}

/** When it came out, and when it last changed where that is another day. */
export function datesLine({ publishedAt, changedAt }: PublicItem | PublicPack): string {
  const [published, changed] = [dayOf(publishedAt).toString(), dayOf(changedAt).toString()]
  return published === changed ? `${published}发布` : `${published}发布，${changed}更新`
}
