import { join } from 'node:path'
import type { Sealer } from '../sealing/sealer.ts'
import { clamdScanner } from './clamd.ts'
import type { Files } from './files.ts'
import { createFolderStore } from './folder-store.ts'
import type { ScannerAddress } from './scanner.ts'

/** The files of an installation: under its data directory, sealed with its key, scanned when a scanner is named. */
export function openFiles(
  { dataDir, clamd }: { readonly dataDir: string; readonly clamd: ScannerAddress | undefined },
  sealer: Sealer,
): Files {
  const blobs = createFolderStore(join(dataDir, 'files'), sealer.keyFor('files'))
  return { blobs, sealer, scanner: clamd && clamdScanner(clamd) }
}
