/** Addresses of 规范性文件、解读、清理、问答. */
import { officePaths } from '../paths.ts'

const base = officePaths.policies

export const policyPaths = {
  list: base,
  document: (id: number | ':id') => `${base}/documents/${id}`,
  documentAct: (id: number | ':id', act: string) => `${base}/documents/${id}/${act}`,
  expiriesSeen: `${base}/expiries-seen`,

  interpretations: `${base}/interpretations`,
  editInterpretation: (id: number | ':id') => `${base}/interpretations/${id}/edit`,

  cleanups: `${base}/cleanups`,
  newCleanup: `${base}/cleanups/new`,
  cleanup: (id: number | ':id') => `${base}/cleanups/${id}`,
  cleanupAct: (id: number | ':id', act: string) => `${base}/cleanups/${id}/${act}`,

  questions: `${base}/questions`,
  question: (id: number | ':id') => `${base}/questions/${id}`,
  questionAct: (id: number | ':id', act: string) => `${base}/questions/${id}/${act}`,

  settings: `${base}/settings`,
} as const
