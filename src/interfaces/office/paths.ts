/** What can be done with a file of an answer. */
export type AttachmentAct = 'accept' | 'clean' | 'masked' | 'check' | 'remove'

/** Every address of the office is built here and nowhere spelled out. */
export const officePaths = {
  today: '/office',
  signIn: '/office/sign-in',
  signOut: '/office/sign-out',
  setup: (token: string) => `/office/setup/${encodeURIComponent(token)}`,

  requests: '/office/requests',
  requestFilterRemove: (id: number) => `/office/requests/filters/${id}/remove`,
  requestsExport: '/office/requests.xlsx',
  newRequest: '/office/requests/new',
  request: (id: number) => `/office/requests/${id}`,
  requestAct: (id: number, act: string) => `/office/requests/${id}/${act}`,
  consultedName: (id: number, number: number) =>
    `/office/requests/${id}/consultations/${number}/name`,
  requestOnline: (id: number) => `/office/requests/${id}/online`,
  requestProof: (id: number, fileId: number) => `/office/requests/${id}/online/files/${fileId}`,
  newRectification: '/office/rectifications/new',
  rectificationAskSeen: (id: number) => `/office/rectification-asks/${id}/seen`,
  conversionDecide: (id: number) => `/office/conversions/${id}/decide`,
  conversionDraft: (id: number) => `/office/conversions/${id}/draft`,
  requestCompare: (id: number, earlier: number) => `/office/requests/${id}/compare/${earlier}`,

  letters: (id: number) => `/office/requests/${id}/letters`,
  newLetter: (id: number) => `/office/requests/${id}/letters/new`,
  newLetterOf: (id: number, letter: string, about: string) =>
    `/office/requests/${id}/letters/new?letter=${letter}&about=${about}`,
  letter: (id: number, letterId: number) => `/office/requests/${id}/letters/${letterId}`,
  letterAct: (id: number, letterId: number, act: string) =>
    `/office/requests/${id}/letters/${letterId}/${act}`,
  letterFile: (id: number, letterId: number, format: 'docx' | 'pdf') =>
    `/office/requests/${id}/letters/${letterId}/letter.${format}`,

  attachments: (id: number) => `/office/requests/${id}/attachments`,
  attachment: (id: number, attachmentId: number) =>
    `/office/requests/${id}/attachments/${attachmentId}`,
  attachmentAct: (id: number, attachmentId: number, act: AttachmentAct) =>
    `/office/requests/${id}/attachments/${attachmentId}/${act}`,

  letterTemplates: '/office/letter-templates',
  letterTemplate: (id: string) => `/office/letter-templates/${id}`,
  letterTemplateReturn: (id: string) => `/office/letter-templates/${id}/return`,
  letterSettings: '/office/letter-settings',
  blankForm: (format: 'docx' | 'pdf') =>
    `/office/letter-templates/blank-application-form.${format}`,

  assistance: '/office/assistance',
  newAssistance: '/office/assistance/new',
  oneAssistance: (id: number) => `/office/assistance/${id}`,
  assistanceReply: (id: number) => `/office/assistance/${id}/reply`,

  filings: '/office/filings',
  filingsOf: (unitId: number) => `/office/filings?unit=${unitId}`,
  filingsSeen: (unitId: number) => `/office/filings/units/${unitId}/seen`,
  filing: (id: number) => `/office/filings/${id}`,
  filingReview: (id: number) => `/office/filings/${id}/review`,

  calendar: '/office/calendar',
  calendarNotices: '/office/calendar-notices',
  calendarSign: (id: number) => `/office/calendar-notices/${id}/sign`,
  noticesSeen: '/office/notices/seen',

  policies: '/office/policies',

  publications: '/office/publications',
  newPublication: '/office/publications/new',
  importPublication: '/office/publications/import',
  wordLists: '/office/publications/word-lists',
  wordList: (list: string) => `/office/publications/word-lists/${list}`,
  /** what readers looked for in vain */
  searchMisses: '/office/publications/search-misses',
  /** how many readers are told of what */
  subscribers: '/office/publications/subscribers',
  batches: '/office/publications/batches',
  batchTemplate: '/office/publications/batches/template.xlsx',
  batch: (id: number) => `/office/publications/batches/${id}`,
  batchAct: (id: number, act: string) => `/office/publications/batches/${id}/${act}`,
  edition: (id: number) => `/office/publications/${id}`,
  editionAct: (id: number, act: string) => `/office/publications/${id}/${act}`,
  editionCompare: (id: number, other: number) => `/office/publications/${id}/compare/${other}`,
  reviewBatch: '/office/publications/review-batch',
  editionFile: (id: number, fileId: number) => `/office/publications/${id}/attachments/${fileId}`,
  newEdition: (documentId: number) => `/office/publications/documents/${documentId}/new-edition`,

  determinations: '/office/determinations',
  newDetermination: '/office/determinations/new',
  reassessments: '/office/determinations/reassessments',
  disclosureLists: '/office/determinations/lists',
  determination: (id: number) => `/office/determinations/${id}`,
  determinationAct: (id: number, act: string) => `/office/determinations/${id}/${act}`,

  proposals: '/office/proposals',
  newProposal: '/office/proposals/new',
  proposal: (id: number) => `/office/proposals/${id}`,
  proposalAct: (id: number, act: string) => `/office/proposals/${id}/${act}`,
  consultations: '/office/consultations',
  newConsultation: '/office/consultations/new',
  consultation: (id: number) => `/office/consultations/${id}`,
  consultationAct: (id: number, act: string) => `/office/consultations/${id}/${act}`,
  opinion: (id: number, opinion: number) => `/office/consultations/${id}/opinions/${opinion}`,

  corrections: '/office/corrections',
  correction: (id: number | ':id') => `/office/corrections/${id}`,
  correctionAct: (id: number | ':id', act: 'settle' | 'contact') =>
    `/office/corrections/${id}/${act}`,

  catalogue: '/office/catalogue',
  catalogueIn: (state: string) => `/office/catalogue?state=${state}`,
  catalogueExport: '/office/catalogue.xlsx',
  catalogueUnbound: '/office/catalogue/unbound',
  catalogueItem: (id: number) => `/office/catalogue/items/${id}`,
  catalogueEvidence: (id: number) => `/office/catalogue/items/${id}/evidence`,
  catalogueOfDocument: (id: number) => `/office/catalogue/documents/${id}`,
  catalogueAdjustments: '/office/catalogue/adjustments',
  catalogueAdjustment: (id: number) => `/office/catalogue/adjustments/${id}`,
  catalogueAdjustmentAct: (id: number, act: string) => `/office/catalogue/adjustments/${id}/${act}`,
  villages: '/office/villages',
  villageClose: (id: number) => `/office/villages/${id}/close`,

  policyPacks: '/office/policy-packs',
  newPolicyItem: '/office/policy-packs/items/new',
  editPolicyItem: (editionId: number) => `/office/policy-packs/items/${editionId}/edit`,
  importPolicyItems: '/office/policy-packs/import',
  policyItemTemplate: '/office/policy-packs/items.xlsx',
  newPolicyPack: '/office/policy-packs/packs/new',
  editPolicyPack: (editionId: number) => `/office/policy-packs/packs/${editionId}/edit`,
  copyPolicyPack: (documentId: number) => `/office/policy-packs/packs/${documentId}/copy`,
  policyFinderUses: '/office/policy-packs/finder-uses',
  policyPackDays: '/office/policy-packs/days',
  leaveOutPolicy: (documentId: number) => `/office/policy-packs/policies/${documentId}/leave-out`,

  registers: '/office/registers',
  registerAct: (act: string) => `/office/registers/${act}`,

  annualReports: '/office/annual-reports',
  annualReport: (year: number | ':year') => `/office/annual-reports/${year}`,
  annualReportAct: (year: number | ':year', act: string) => `/office/annual-reports/${year}/${act}`,

  settings: '/office/settings',
  siteSettings: '/office/settings/site',
  deputies: '/office/deputies',
  revokeDeputy: (id: number) => `/office/deputies/${id}/revoke`,

  profile: '/office/profile',
  people: '/office/people',
  personAct: (id: number, act: string) => `/office/people/${id}/${act}`,
  audit: '/office/audit',
} as const
