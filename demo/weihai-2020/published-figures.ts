/** The 2020 report as it was published, cell for cell: the figures that the demo's records must lead to. */
export const PUBLISHED_ACTIVE = {
  regulations: ['0', '0', '0'],
  normative_documents: ['0', '0', '0'],
  licensing: ['0', '0', '0'],
  other_services: ['3', '+1', ''],
  penalty: ['2', '-1', '0'],
  coercion: ['1', '0', '0'],
  fees: ['0', '0'],
  procurement: ['5', '146.2243'],
} as const

export const PUBLISHED_REQUESTS = {
  new: ['6', '1', '0', '0', '0', '0', '7'],
  carried_in: ['0', '0', '0', '0', '0', '0', '0'],
  open: ['0', '0', '0', '0', '0', '0', '0'],
  partial: ['1', '1', '0', '0', '0', '0', '2'],
  refuse_1_state_secret: ['0', '0', '0', '0', '0', '0', '0'],
  refuse_2_law_forbidden: ['0', '0', '0', '0', '0', '0', '0'],
  refuse_3_safety_stability: ['0', '0', '0', '0', '0', '0', '0'],
  refuse_4_third_party: ['0', '0', '0', '0', '0', '0', '0'],
  refuse_5_internal: ['0', '0', '0', '0', '0', '0', '0'],
  refuse_6_process: ['0', '0', '0', '0', '0', '0', '0'],
  refuse_7_enforcement_file: ['0', '0', '0', '0', '0', '0', '0'],
  refuse_8_admin_query: ['0', '0', '0', '0', '0', '0', '0'],
  unable_1_not_held: ['4', '0', '0', '0', '0', '0', '4'],
  unable_2_must_create: ['0', '0', '0', '0', '0', '0', '0'],
  unable_3_still_unclear: ['0', '0', '0', '0', '0', '0', '0'],
  reject_1_petition: ['0', '0', '0', '0', '0', '0', '0'],
  reject_2_repeat: ['1', '0', '0', '0', '0', '0', '1'],
  reject_3_publication: ['0', '0', '0', '0', '0', '0', '0'],
  reject_4_excessive: ['0', '0', '0', '0', '0', '0', '0'],
  reject_5_reconfirm: ['0', '0', '0', '0', '0', '0', '0'],
  other: ['0', '0', '0', '0', '0', '0', '0'],
  total: ['6', '1', '0', '0', '0', '0', '7'],
  carried_out: ['0', '0', '0', '0', '0', '0', '0'],
} as const

export const PUBLISHED_REVIEW = {
  reconsideration: ['0', '0', '0', '0', '0'],
  direct_suit: ['0', '0', '0', '0', '0'],
  after_reconsideration: ['0', '0', '0', '0', '0'],
} as const
