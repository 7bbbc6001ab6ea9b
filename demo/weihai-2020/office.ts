import type { NewAgency } from '../../src/domain/organisations/agencies-store.ts'
import type { Site } from '../../src/domain/organisations/site.ts'
import type { LetterSettingsForm } from '../../src/domain/requests/letters/letter-settings.ts'
import type { Role } from '../../src/domain/accounts/officer.ts'

/** The office whose 2020 report is public; its contact data are those of the report. */
export const OFFICE: NewAgency = {
  slug: 'whgxq-dzb',
  name: '威海火炬高技术产业开发区党政办公室',
  shortName: '高新区党政办公室',
  // it issues index numbers under the code of the zone's committee
  uscc: null,
  indexPrefix: '11371000004359440C',
  kind: 'department',
  address: '威海市文化西路288号',
  postcode: '264209',
  phone: '0631-3919181',
  fax: '0631-5680205',
  email: 'whgqzgwk@wh.shandong.cn',
  officeHours: '工作日 8:30—11:30、13:30—17:00（示例）',
  website: 'http://www.whctp.gov.cn',
  // no site has this code
  siteCode: '3710000000',
  letterPrefix: '威高公复',
  reportsAnnually: true,
  position: 1,
}

/** What the foot of every page states; the numbers are invented, and lead to no record. */
export const SITE: Site = {
  name: '威海火炬高技术产业开发区',
  sponsor: '威海火炬高技术产业开发区管理委员会',
  icpFiling: '鲁ICP备00000000号-1',
  policeFiling: '鲁公网安备37100000000000号',
  partyGovernmentMark: '0'.repeat(32),
}

/** The zone's committee is set up by the city: it signs, and the city's government decides on reconsideration. */
export const LETTER_FACTS: LetterSettingsForm = {
  standing: 'dispatched',
  government: '威海市人民政府',
  superiorDepartment: undefined,
  court: undefined,
  onlineReconsideration: undefined,
  zoneCommittee: '威海火炬高技术产业开发区管理委员会',
  ownNamePower: false,
  noticePrefix: undefined,
  outgoingPrefix: undefined,
  payment: '凭本机构开具的缴款通知，到指定的代收银行缴纳（示例）。',
}

/** Units that file their cases with the office; invented, and named so. */
export const UNITS: readonly NewAgency[] = [
  unit('jingfa', '威海高新区经济发展局（示例）', '经济发展局（示例）', 'department'),
  unit('caizheng', '威海高新区财政金融局（示例）', '财政金融局（示例）', 'department'),
  unit('jianshe', '威海高新区建设局（示例）', '建设局（示例）', 'department'),
  unit('shehui', '威海高新区社会工作部（示例）', '社会工作部（示例）', 'department'),
  unit('shili-zhen', '示例镇人民政府', '示例镇', 'township'),
  unit('shili-jiedao', '示例街道办事处', '示例街道', 'township'),
]

/** The unit whose normative document shows validity on the portal without entering the office's own table. */
export const NORMATIVE_UNIT = 'jingfa'

function unit(slug: string, name: string, shortName: string, kind: NewAgency['kind']): NewAgency {
  return {
    slug,
    name,
    shortName,
    uscc: null,
    indexPrefix: '11371000004359440C',
    kind,
    address: '',
    postcode: '',
    phone: '',
    fax: '',
    email: '',
    officeHours: '',
    website: '',
    siteCode: '',
    letterPrefix: '',
    reportsAnnually: false,
  }
}

export interface DemoPerson {
  readonly username: string
  readonly displayName: string
  /** how the person is called in the list of sign-ins */
  readonly title: string
  readonly role: Role
  readonly password: string
}

/** One person per role, and a second clerk, so that work can be handed over. Published passwords: for a demo only. */
export const PEOPLE = [
  person('jingban', '示例经办人甲', '经办人', 'clerk'),
  person('jingban2', '示例经办人乙', '经办人', 'clerk'),
  person('baomi', '示例保密审查员', '保密审查员', 'secrecy-reviewer'),
  person('guwen', '示例法律顾问', '法律顾问', 'legal-adviser'),
  person('fuze', '示例负责人', '机构负责人', 'head'),
  person('guanli', '示例系统管理员', '系统管理员', 'admin'),
  person('shenji', '示例审计员', '审计员', 'auditor'),
] as const satisfies readonly DemoPerson[]

function person(username: string, displayName: string, title: string, role: Role): DemoPerson {
  return { username, displayName, title, role, password: `mingqu-${username}` }
}
