/**
 * Letters a second: text from template and facts, Word file, PDF; one after another, warm.
 * Baseline in the same run: a PDF with one word on it, which is what the engine costs by itself.
 *
 *     node bench/letters.ts [letters]
 */
import { fillTemplate } from '../src/domain/requests/letters/fill.ts'
import {
  letterDocument,
  letterHash,
  type LetterContent,
} from '../src/domain/requests/letters/letter-content.ts'
import { builtInTemplate } from '../src/domain/requests/letters/templates/built-in.ts'
import type { OfficialDocument } from '../src/platform/documents/official-document.ts'
import { renderOfficialDocx } from '../src/platform/documents/official-docx.ts'
import { renderOfficialPdf } from '../src/platform/documents/official-pdf.ts'
import { renderPdf } from '../src/platform/documents/pdf.ts'
import { stopTypesetting } from '../src/platform/documents/typst-process.ts'

export interface LettersBench {
  readonly letters: number
  readonly textsPerSecond: number
  readonly docxPerSecond: number
  readonly pdfPerSecond: number
  readonly baselinePdfPerSecond: number
}

const MADE_AT = Temporal.Instant.from('2024-03-20T02:00:00Z')
const TEMPLATE = builtInTemplate('reply-B1', Temporal.PlainDate.from('2024-03-20'))

const FACTS = {
  称谓: '您',
  收到日期: '2024年3月1日',
  申请内容: '“示例地块征收补偿方案”（请提供示例地块的征收补偿方案及批准文件）',
  办理经过: '本机关于2024年3月5日告知补正，于2024年3月8日收到补正后的申请。',
  依据条款: '《中华人民共和国政府信息公开条例》第三十七条',
  答复内容: '现将可以公开的部分提供给您，见附件。',
  理由: '该方案中有被征收人的身份证件号码、银行账号和联系电话。',
  不予公开部分:
    '1．身份证件号码、银行账号：涉及个人隐私，依据《中华人民共和国政府信息公开条例》第十五条不予公开。',
  提供情况: '上述可以公开的信息以纸质形式、通过邮寄提供。',
  救济途径: '如对本答复不服，应当先自收到本答复之日起60日内向示例市人民政府申请行政复议；对行政复议决定仍不服的，可以自收到行政复议决定书之日起15日内向示例市中级人民法院提起行政诉讼。',
}

/** Every letter bears another number, so that nothing is answered from a cache of whole documents. */
function letter(number: number): OfficialDocument {
  const content: LetterContent = {
    layout: 1,
    letter: 'reply',
    template: { id: 'reply-B1', version: 'built-in' },
    author: '示例高新区管理委员会',
    title: TEMPLATE.title,
    head: {
      name: '示例高新区管理委员会',
      number: `示公复〔2024〕${number}号`,
      addressee: `示例申请人${number}`,
    },
    body: fillTemplate(TEMPLATE.body, { ...FACTS, 登记号: `〔2024〕${number}号` }),
    foot: { signer: '示例高新区管理委员会', datedOn: '2024-03-20' },
  }
  letterHash(content)
  return letterDocument(content, MADE_AT)
}

const BARE = `#let data = json(bytes(sys.inputs.data))
#set document(title: "x", date: none)
#set text(lang: "zh", font: "Noto Serif SC", fallback: false)
#data.word`

async function perSecond(count: number, make: (number: number) => unknown): Promise<number> {
  await make(0)
  const started = performance.now()
  for (let number = 1; number <= count; number += 1) await make(number)
  return (count * 1000) / (performance.now() - started)
}

export async function benchLetters(letters: number): Promise<LettersBench> {
  const textsPerSecond = await perSecond(letters * 50, letter)
  const docxPerSecond = await perSecond(letters, (one) => renderOfficialDocx(letter(one)))
  const baselinePdfPerSecond = await perSecond(letters, (one) =>
    renderPdf(BARE, { word: `第${one}号` }),
  )
  const pdfPerSecond = await perSecond(letters, (one) => renderOfficialPdf(letter(one)))
  stopTypesetting()
  return { letters, textsPerSecond, docxPerSecond, pdfPerSecond, baselinePdfPerSecond }
}

if (import.meta.main) {
  const result = await benchLetters(Number(process.argv[2] ?? 200))
  const ratio = (rate: number) => (rate / result.baselinePdfPerSecond).toFixed(2)
  console.log(
    `letters: ${result.pdfPerSecond.toFixed(0)} PDF/s, ${ratio(result.pdfPerSecond)} × bare`,
  )
  console.log(
    `letters: ${result.docxPerSecond.toFixed(0)} Word files/s, ${ratio(result.docxPerSecond)} × bare`,
  )
  console.log(`letters: ${result.textsPerSecond.toFixed(0)} texts/s`)
  console.log(`letters: ${result.baselinePdfPerSecond.toFixed(0)} bare PDF/s (baseline)`)
}
