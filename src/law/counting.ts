import type { LawSettings } from './settings.ts'

/**
 * How many 件 an application counts in the ledger and the annual report. One, unless the office splits at registration
 * (then every part is an application of its own) or counts item by item (`settings.multiItemCounting`). The split for
 * fees (国办函〔2020〕109号) is another count and does not follow this.
 */
export function ledgerCount(contents: number, settings: LawSettings): number {
  return settings.multiItemCounting === 'one' ? 1 : Math.max(1, contents)
}
