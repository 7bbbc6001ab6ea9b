import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { startRefusal } from './failures.ts'

/** Makes the data directory and what is missing above it. */
export function prepareDataDirectory(dataDir: string): void {
  try {
    for (const folder of missingFolders(dataDir)) makeFolder(folder)
  } catch (error) {
    throw startRefusal(error, dataDir)
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder)
  } catch (error) {
    // of two first starts one makes it
    if (existsSync(folder)) return
    throw error
  }
  // PostgreSQL's account has to walk through; what is secret inside has its own mode
  chmodSync(folder, 0o755)
}

/** Not `mkdir` with `recursive`: on a read-only disk it blames the wrong folder, and below /proc it never returns. */
function missingFolders(dataDir: string): string[] {
  const missing: string[] = []
  let folder = dataDir
  for (; !existsSync(folder); folder = dirname(folder)) missing.unshift(folder)
  if (missing.length > 0) accessSync(folder, constants.W_OK)
  return missing
}

/** The text of a file, or undefined when there is none. One that may not be read is an error. */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
