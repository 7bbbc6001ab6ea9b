import type { Validity } from '../../law/validity.ts'

/** A document that an item names as its basis, as it stands on the day of reading. */
export interface BasisState {
  readonly documentId: number
  readonly indexNumber: string
  readonly title: string
  readonly documentNumber: string
  /** removed: no longer public at all */
  readonly validity: Validity | 'removed'
  /** the first day without force, where it has ended */
  readonly since: Temporal.PlainDate | undefined
}

/** Why an item may no longer be relied upon. Computed for the day of reading, never stored. */
export type Flag =
  | {
      readonly kind: 'basis-ended'
      readonly validity: 'repealed' | 'expired' | 'removed'
      readonly title: string
      readonly since: Temporal.PlainDate | undefined
    }
  | { readonly kind: 'over'; readonly since: Temporal.PlainDate }

export const BASIS_ENDED_NOTICE = '依据已失效，以最新政策为准'
export const OVER_NOTICE = '已过有效期，以最新政策为准'

/**
 * @param validUntil the last day on which the item applies
 * @param basis the documents it names, without those that are only named
 */
export function flagsOf(
  validUntil: Temporal.PlainDate | null,
  basis: readonly BasisState[],
  today: Temporal.PlainDate,
): Flag[] {
  const flags: Flag[] = basis.flatMap(({ validity, title, since }) =>
    validity === 'repealed' || validity === 'expired' || validity === 'removed'
      ? [{ kind: 'basis-ended', validity, title, since } as const]
      : [],
  )
  if (validUntil !== null && Temporal.PlainDate.compare(validUntil, today) < 0)
    flags.push({ kind: 'over', since: validUntil.add({ days: 1 }) })
  return flags
}

export function noticeOf(flags: readonly Flag[]): string | undefined {
  if (flags.some(({ kind }) => kind === 'basis-ended')) return BASIS_ENDED_NOTICE
  return flags.length > 0 ? OVER_NOTICE : undefined
}

/** 《…》自2021年1月1日起废止 */
export function flagInWords(flag: Flag): string {
  const since = flag.since ? `自${flag.since.toString()}起` : '现'
  if (flag.kind === 'over') return `本事项${since}不再适用`
  const end = { repealed: '废止', expired: '失效', removed: '撤下' }[flag.validity]
  return `依据《${flag.title}》${since}${end}`
}
