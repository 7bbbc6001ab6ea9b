import type { TestProject } from 'vitest/node'
import type { ConnectionSettings } from '../src/platform/database/connect.ts'
import { startTestCluster } from './cluster.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testCluster: { readonly superuser: ConnectionSettings; readonly template: string }
  }
}

/** One PostgreSQL for the whole run; each test file clones the template. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { superuser, template, stop } = await startTestCluster()
  project.provide('testCluster', { superuser, template })
  return stop
}
