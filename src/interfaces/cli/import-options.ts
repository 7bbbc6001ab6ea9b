export interface ImportOptions {
  readonly manifest: string
  readonly alreadyPublic: string
  readonly mapping?: string
  readonly agency?: string
  readonly agencyName?: string
  readonly indexPrefix?: string
  readonly by?: string
  readonly dryRun?: true
  readonly json?: true
}
