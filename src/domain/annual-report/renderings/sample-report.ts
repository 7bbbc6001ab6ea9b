import { buildFigures } from '../../../law/annual-report/sample-figures.ts'
import type { SealedReport } from './report-document.ts'

/** The figures of a real report (a development zone's office, 2020) with text of our own: for tests and measuring. */
export const SAMPLE_REPORT: SealedReport = {
  title: '威海火炬高技术产业开发区党政办公室2020年政府信息公开工作年度报告',
  figures: buildFigures('2019', {
    agency: '威海火炬高技术产业开发区党政办公室',
    year: 2020,
    active: {
      other_services: ['3', '+1', ''],
      penalty: ['2', '-1', '0'],
      coercion: ['1', '0', '0'],
      procurement: ['5', '146.2243'],
    },
    requests: {
      new: ['6', '1', '0', '0', '0', '0', '7'],
      partial: ['1', '1', '0', '0', '0', '0', '2'],
      unable_1_not_held: ['4', '0', '0', '0', '0', '0', '4'],
      reject_2_repeat: ['1', '0', '0', '0', '0', '0', '1'],
      total: ['6', '1', '0', '0', '0', '0', '7'],
    },
  }),
  narrative: {
    intro: '本报告依照《中华人民共和国政府信息公开条例》第五十条编制。',
    general:
      '（一）主动公开。全年公开文件17件，逐件配发解读。\n' +
      '（二）依申请公开情况\n全年收到申请7件，均在期限内答复。',
    problems: '培训次数偏少，下一年度按季度组织。',
    other: '主办政协委员提案5件。',
  },
  seal: {
    lockedAt: Temporal.Instant.from('2021-01-20T02:00:00Z'),
    hash: 'ab'.repeat(32),
  },
}

/** The same office under the present form, with figures as large as a province's. */
export const SAMPLE_REPORT_2021: SealedReport = {
  ...SAMPLE_REPORT,
  title: '示例市人民政府2023年政府信息公开工作年度报告',
  figures: buildFigures('2021', {
    agency: '示例市人民政府',
    year: 2023,
    active: {
      licensing: ['11398889'],
      fees: ['316441.5'],
      normative_documents: ['564', '', '4185'],
    },
    requests: {
      new: ['13612', '252', '0', '45', '128', '32', '14069'],
      other_1_no_correction: ['315', '3', '0', '0', '0', '0', '318'],
    },
    review: { reconsideration: ['376', '97', '196', '121', '790'] },
  }),
  seal: null,
}
