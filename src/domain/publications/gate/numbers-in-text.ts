import { FINDING_KINDS } from '../../../platform/release-scan/kinds.ts'
import {
  findPersonalData,
  type PersonalDatum,
} from '../../../platform/release-scan/personal-data/find-personal-data.ts'
import { masked } from '../../../platform/release-scan/personal-data/masked.ts'

/** Numbers and addresses of persons in a text: the same as the gate finds in files. */
export type PersonalNumber = PersonalDatum

export const findPersonalNumbers: (text: string) => PersonalNumber[] = findPersonalData

export const PERSONAL_NUMBER_WORDS: Readonly<Record<PersonalNumber['kind'], string>> = FINDING_KINDS

/** Enough to find the place, not enough to know it. */
export function maskedNumber({ kind, value }: PersonalNumber): string {
  return masked(kind, value)
}
