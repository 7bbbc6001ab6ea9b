import { describe, expect, test } from 'vitest'
import { builtInCalendar as calendar } from './calendar/calendar.ts'
import {
  type ActingAgency,
  TOLD,
  type Told,
  directSuitPeriod,
  reconsiderationBodies,
  reconsiderationPeriod,
  remedyOf,
  suitAfterReconsiderationPeriod,
} from './remedies.ts'
import { DEFAULT_SETTINGS as settings } from './settings.ts'

const on = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso)

const department: ActingAgency = {
  standing: 'department',
  government: '某市人民政府',
  superiorDepartment: '某省某厅',
}
const zone: ActingAgency = { standing: 'dispatched', government: '某市人民政府' }

describe('terms', () => {
  const reconsideration = (known: string, told: Told): string =>
    reconsiderationPeriod(on(known), told, calendar).dueOn.toString()
  const suit = (known: string, told: Told): string =>
    directSuitPeriod(on(known), told, calendar).dueOn.toString()

  test('sixty days, six months and fifteen days, rolled off days off', () => {
    expect(reconsideration('2024-12-05', TOLD)).toBe('2025-02-05')
    expect(suit('2025-08-31', TOLD)).toBe('2026-02-28')
    expect(suitAfterReconsiderationPeriod(on('2025-09-20'), calendar).dueOn.toString()).toBe(
      '2025-10-09',
    )
  })

  test('a person never told has one year from knowing the act', () => {
    expect(reconsideration('2024-03-04', { kind: 'never' })).toBe('2025-03-04')
    expect(suit('2024-03-04', { kind: 'never' })).toBe('2025-03-04')
    expect(suit('2024-05-01', { kind: 'never' })).toBe('2025-05-06')
  })

  test('a person told later has the term from then, within the year', () => {
    expect(reconsideration('2024-03-04', { kind: 'later', on: on('2024-06-03') })).toBe(
      '2024-08-02',
    )
    expect(suit('2024-03-04', { kind: 'later', on: on('2024-12-02') })).toBe('2025-03-04')
  })
})

describe('the body to apply to', () => {
  test('of a department: its government; before 2024 also the superior department', () => {
    expect(reconsiderationBodies(department, on('2024-01-01'))).toEqual(['某市人民政府'])
    expect(reconsiderationBodies(department, on('2023-12-31'))).toEqual([
      '某市人民政府',
      '某省某厅',
    ])
  })

  test('of a zone committee: the government that set it up', () => {
    expect(reconsiderationBodies(zone, on('2021-06-01'))).toEqual(['某市人民政府'])
  })

  test('of a vertically led organ: the superior department', () => {
    expect(
      reconsiderationBodies({ ...department, standing: 'vertical' }, on('2024-06-01')),
    ).toEqual(['某省某厅'])
  })
})

describe('what the letter says', () => {
  test('R1 from 2024: reconsideration first, and the organ must say so', () => {
    const remedy = remedyOf({ route: 'R1', actedOn: on('2024-01-01'), agency: zone }, settings)
    expect(remedy).toMatchObject({ reconsiderationFirst: true, mustTellReconsiderationFirst: true })
    expect(remedy.clause).toBe(
      '如对本答复不服，应当先自收到本答复之日起60日内向某市人民政府申请行政复议；对行政复议决定仍不服的，可以自收到行政复议决定书之日起15日内向有管辖权的人民法院提起行政诉讼。',
    )
    expect(remedy.articles).toContain('行政复议法 第二十三条第一款第（四）项')
  })

  test('the same act in 2023 left the choice', () => {
    const remedy = remedyOf(
      { route: 'R1', actedOn: on('2023-12-31'), agency: department },
      settings,
    )
    expect(remedy.reconsiderationFirst).toBe(false)
    expect(remedy.clause).toContain(
      '向某市人民政府或者某省某厅申请行政复议，也可以自收到本答复之日起6个月内向',
    )
  })

  test('R2 leaves the choice', () => {
    const facts = {
      route: 'R2',
      actedOn: on('2025-03-01'),
      agency: department,
      court: '某市某区人民法院',
    } as const
    expect(remedyOf(facts, settings).clause).toContain('6个月内向某市某区人民法院提起行政诉讼')
  })

  test('R3: reconsideration first against inaction, unless the legal adviser says either', () => {
    const facts = { route: 'R3', actedOn: on('2025-03-01'), agency: department } as const
    expect(remedyOf(facts, settings)).toMatchObject({
      reconsiderationFirst: true,
      mustTellReconsiderationFirst: false,
    })
    const either = remedyOf(facts, { ...settings, inactionRemedy: 'either' })
    expect(either.clause).toContain('也可以自答复期限届满之日起6个月内')
  })

  test('an act served online from 2024 names the online way to reconsideration', () => {
    const facts = { route: 'R2', agency: department, servedOnline: true } as const
    expect(remedyOf({ ...facts, actedOn: on('2024-02-01') }, settings).mustNameOnlineChannel).toBe(
      true,
    )
    expect(remedyOf({ ...facts, actedOn: on('2023-02-01') }, settings).mustNameOnlineChannel).toBe(
      false,
    )
  })
})
