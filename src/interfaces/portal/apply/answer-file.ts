import type { TakenAnswer } from '../../../domain/requests/online/applicant-acts.ts'
import type { TakenLetter } from '../../../domain/requests/online/tracked-letters.ts'
import { renderOfficialDocx } from '../../../platform/documents/official-docx.ts'
import { renderOfficialPdf } from '../../../platform/documents/official-pdf.ts'
import type { OfficialDocument } from '../../../platform/documents/official-document.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Download } from '../../../platform/web/reply.ts'

const PDF = 'application/pdf'
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** As PDF; as Word where a character of a name cannot be printed or the machine cannot set type. */
async function letterFile(name: string, document: OfficialDocument): Promise<Download> {
  try {
    return { name: `${name}.pdf`, type: PDF, content: await pdf(document) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { name: `${name}.docx`, type: DOCX, content: await docx(document) }
  }
}

export const answerFile = ({ letterNumber, document }: TakenAnswer): Promise<Download> =>
  letterFile(letterNumber, document)

export const noticeFile = ({ name, number, document }: TakenLetter): Promise<Download> =>
  letterFile([number, name].filter(Boolean).join(' '), document)

const pdf = async (document: OfficialDocument) => Buffer.from(await renderOfficialPdf(document))
const docx = async (document: OfficialDocument) => Buffer.from(await renderOfficialDocx(document))

export async function renderFile(
  document: OfficialDocument,
  format: 'docx' | 'pdf',
): Promise<Download> {
  return format === 'pdf'
    ? { name: `${document.title}.pdf`, type: PDF, content: await pdf(document) }
    : { name: `${document.title}.docx`, type: DOCX, content: await docx(document) }
}
