import { randomBytes } from 'node:crypto'
import type { Officer, Role } from '../../src/domain/accounts/officer.ts'
import { isInstallationEmpty } from '../../src/domain/accounts/setup.ts'
import { getOfficer, insertUser } from '../../src/domain/accounts/users.ts'
import { getReport } from '../../src/domain/annual-report/get-report.ts'
import { lockReport } from '../../src/domain/annual-report/handling/lock-report.ts'
import { openReport } from '../../src/domain/annual-report/handling/open-report.ts'
import { publishReport } from '../../src/domain/annual-report/handling/publish-report.ts'
import { saveNarrative } from '../../src/domain/annual-report/handling/save-narrative.ts'
import { getAgency, insertAgency } from '../../src/domain/organisations/agencies-store.ts'
import { siteFields } from '../../src/domain/organisations/site.ts'
import { saveSiteFields } from '../../src/domain/organisations/sites-store.ts'
import type { CaseRoom } from '../../src/domain/requests/case-room.ts'
import { saveLetterSettings } from '../../src/domain/requests/letters/letter-settings.ts'
import { addItem } from '../../src/domain/supervision/handling/add-item.ts'
import { endItem } from '../../src/domain/supervision/handling/end-item.ts'
import { recordDecisions } from '../../src/domain/supervision/handling/record-decisions.ts'
import { recordProcurement } from '../../src/domain/supervision/handling/record-procurement.ts'
import { builtInCalendar } from '../../src/law/calendar/calendar.ts'
import { inTransaction, type Db, type Tx } from '../../src/platform/database/database.ts'
import { Refusal } from '../../src/platform/kernel/refusal.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import type { Files } from '../../src/platform/files/files.ts'
import type { Sealer } from '../../src/platform/sealing/sealer.ts'
import { DOCUMENTS as OWN_DOCUMENTS, NOTICE } from './documents.ts'
import { ISSUED_DOCUMENTS } from './issued.ts'
import { LETTER_FACTS, NORMATIVE_UNIT, OFFICE, PEOPLE, SITE, UNITS } from './office.ts'
import { assistanceActs } from './play-assistance.ts'
import { catalogueActs } from './play-catalogue.ts'
import { caseActs, type CaseDesk } from './play-case.ts'
import { courseActs, handoverActs, unitActs } from './play-courses.ts'
import { documentActs, type DocumentDesk } from './play-documents.ts'
import { DECISIONS, ITEMS, PROCUREMENT } from './registers.ts'
import { issuedActs } from './play-issued.ts'
import { consultationActs, proposalActs } from './play-participation.ts'
import { normativePublishedBefore, policyActs } from './play-policies.ts'
import { policiesPublishedBefore, policyPackActs } from './policy-packs.ts'
import { replay, type Act } from './replay.ts'
import { REPORT_2020, REPORT_2026 } from './report.ts'
import { REQUESTS_2020 } from './requests-2020.ts'
import { REQUESTS_2026 } from './requests-2026.ts'

const DOCUMENTS = [...OWN_DOCUMENTS, ...ISSUED_DOCUMENTS]

/** Who may sign in to the demo, and as what. */
export interface SignIn {
  readonly username: string
  readonly password: string
  readonly role: Role
  /** the role in Chinese, e.g. 经办人 */
  readonly title: string
}

export interface DemoOptions {
  readonly sealer: Sealer
  /** Where the attachments of the documents go. */
  readonly files: Files
}

/** The moment at which the installation of the story was set up. */
const BEGINNING = chinaMoment('2020-01-02T09:00')
const BY_THE_DEMO = { id: null, name: '示例数据' }

/**
 * Loads the demo office by performing what its people did, each act through its verb and at its moment: events are
 * chained, reviews and signatures are real, and the 2020 report falls out of the records.
 * @throws Refusal `wrong-state` when there are people already: a demo is never mixed into somebody's records
 */
export async function loadDemo(db: Db, { sealer, files }: DemoOptions): Promise<SignIn[]> {
  if (!(await isInstallationEmpty(db)))
    throw new Refusal('wrong-state', '系统里已有用户，示范数据只能装入空的系统。')
  const staff = await inTransaction(db, settle)
  const room: CaseRoom = { db, sealer, calendar: builtInCalendar }
  const { office } = staff
  await saveLetterSettings(db, office.head, LETTER_FACTS, BEGINNING)
  await replay([
    ...DOCUMENTS.flatMap((document) =>
      documentActs({ db, files }, document.unit === NORMATIVE_UNIT ? staff.unit : office, document),
    ),
    ...issuedActs(db, { ...office, colleague: staff.colleague }),
    ...proposalActs(room, office),
    ...consultationActs(room, office),
    ...policyPackActs(db, office),
    ...policyActs(room, office, staff.unit),
    ...[...REQUESTS_2020, ...REQUESTS_2026].flatMap((demo) => caseActs(room, office, demo)),
    ...courseActs(room, office),
    ...unitActs(room, { unit: staff.unit.clerk, head: office.head }),
    ...assistanceActs(room, office.clerk),
    ...handoverActs(room, { ...office, colleague: staff.colleague }),
    ...registerActs(db, office.clerk),
    ...catalogueActs(db, office, staff.unitIds),
    ...reportActs(db, office),
  ])
  return PEOPLE.map(({ username, password, role, title }) => ({ username, password, role, title }))
}

interface Staff {
  readonly office: CaseDesk
  readonly colleague: Officer
  readonly unit: DocumentDesk
  readonly unitIds: ReadonlyMap<string, number>
}

/** The bodies, the people, and the count of index numbers that the zone had reached before the story. */
async function settle(tx: Tx): Promise<Staff> {
  const officeId = await insertAgency(tx, OFFICE)
  await saveSiteFields(tx, officeId, siteFields(await getAgency(tx, officeId), SITE))
  const unitIds = new Map<string, number>()
  for (const [at, unit] of UNITS.entries())
    unitIds.set(
      unit.slug,
      await insertAgency(tx, { ...unit, supervisorId: officeId, position: at + 2 }),
    )
  await openIndexCounter(tx)
  const people = new Map<string, Officer>()
  for (const { username, displayName, role, password } of PEOPLE)
    people.set(username, await addPerson(tx, officeId, { username, displayName, role, password }))
  const unitId = unitIds.get(NORMATIVE_UNIT)!
  const silent = (username: string, role: Role) =>
    addPerson(tx, unitId, {
      username,
      displayName: '示例工作人员',
      role,
      // nobody signs in as them
      password: randomBytes(24).toString('base64url'),
    })
  return {
    office: {
      clerk: people.get('jingban')!,
      reviewer: people.get('baomi')!,
      adviser: people.get('guwen')!,
      head: people.get('fuze')!,
    },
    colleague: people.get('jingban2')!,
    unit: {
      clerk: await silent('jingfa-jingban', 'clerk'),
      reviewer: await silent('jingfa-baomi', 'secrecy-reviewer'),
      head: await silent('jingfa-fuze', 'head'),
    },
    unitIds,
  }
}

interface NewPerson {
  readonly username: string
  readonly displayName: string
  readonly role: Role
  readonly password: string
}

async function addPerson(tx: Tx, agencyId: number, person: NewPerson): Promise<Officer> {
  const { username, displayName, role, password } = person
  const form = { username, displayName, password, roles: [role] }
  return getOfficer(tx, await insertUser(tx, agencyId, form, BY_THE_DEMO, BEGINNING))
}

/** The notice is number 1027 of the zone's year: the count begins so that it becomes that by its turn. */
async function openIndexCounter(tx: Tx): Promise<void> {
  const before = DOCUMENTS.filter(
    ({ publishedAt }) => publishedAt !== undefined && publishedAt < NOTICE.publishedAt!,
  ).length
  const ofPolicies =
    policiesPublishedBefore(NOTICE.publishedAt!) + normativePublishedBefore(NOTICE.publishedAt!)
  await tx
    .insertInto('index_counters')
    .values({ prefix: OFFICE.indexPrefix!, year: 2020, last_number: 1026 - before - ofPolicies })
    .execute()
}

function registerActs(db: Db, clerk: Officer): Act[] {
  const acts: Act[] = []
  const act = (day: Temporal.PlainDate | string, run: Act['run']) =>
    acts.push({ at: chinaMoment(`${day.toString()}T17:00`), run })
  for (const { form, endedOn } of ITEMS) {
    let itemId = 0
    // what existed before the story was entered on its first day
    act(form.since.year < 2020 ? '2020-01-02' : form.since, async (now) => {
      itemId = await addItem(db, clerk, form, now)
    })
    if (endedOn !== undefined) {
      const ending = { endedOn: Temporal.PlainDate.from(endedOn) }
      act(endedOn, (now) => endItem(db, clerk, itemId, ending, now))
    }
  }
  for (const form of DECISIONS)
    act(form.periodTo.add({ days: 5 }), (now) => recordDecisions(db, clerk, form, now))
  for (const form of PROCUREMENT)
    act(form.contractedOn, (now) => recordProcurement(db, clerk, form, now))
  return acts
}

/** The 2020 report as it was written, locked and published in time; the running year's, begun. */
function reportActs(db: Db, { clerk, head }: CaseDesk): Act[] {
  const write = (year: number, text: typeof REPORT_2020) => async (now: Temporal.Instant) => {
    const { narrative, version } = await getReport(db, clerk.agencyId, year)
    await saveNarrative(db, clerk, year, version, { ...narrative, ...text }, now)
  }
  const lock = async (now: Temporal.Instant) => {
    const { version } = await getReport(db, head.agencyId, 2020)
    await lockReport(db, head, 2020, version, now)
  }
  return [
    { at: chinaMoment('2021-01-06T09:00'), run: (now) => openReport(db, clerk, 2020, now) },
    { at: chinaMoment('2021-01-13T15:20'), run: write(2020, REPORT_2020) },
    { at: chinaMoment('2021-01-20T10:10'), run: lock },
    { at: chinaMoment('2021-01-22T09:00'), run: (now) => publishReport(db, head, 2020, now) },
    { at: chinaMoment('2026-11-02T09:00'), run: (now) => openReport(db, clerk, 2026, now) },
    { at: chinaMoment('2026-11-02T11:00'), run: write(2026, REPORT_2026) },
  ]
}
