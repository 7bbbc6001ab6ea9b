import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { FONT_FOLDER } from './fonts.ts'

/** The child process of typst-process.ts. Started by it, never imported for its effects. */
export interface TypesetTask {
  readonly source: string
  readonly data: string
}

export type TypesetAnswer =
  | { readonly pdf: Uint8Array }
  | { readonly engineMissing: true }
  | { readonly failure: string }

/** What we use of the native module; its own types are in a package we do not install. */
interface TypstModule {
  readonly NodeCompiler: { create(options: object): TypstCompiler }
}

interface TypstCompiler {
  addSource(path: string, source: string): void
  compile(options: { mainFilePath: string; inputs: Record<string, string> }): TypstResult
  pdf(document: object, options: { pdfStandard: string }): Uint8Array
  fetchDiagnostics(error: object): readonly { readonly message: string }[]
  evictCache(maxAge: number): void
}

interface TypstResult {
  readonly result: object | null
  takeError(): object | null
}

/** The first that npm found fit for this machine; `libc` decides between them at install time. */
const ENGINES = [
  '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu',
  '@myriaddreamin/typst-ts-node-compiler-linux-x64-musl',
]

/** Cached layout older than this many documents is dropped. */
const CACHE_AGE = 4

function loadEngine(): TypstModule | undefined {
  const require = createRequire(import.meta.url)
  for (const name of ENGINES) {
    try {
      return require(name) as TypstModule
    } catch {
      // not installed, or built for another machine: the next one
    }
  }
  return undefined
}

function typesetOne(compiler: TypstCompiler, { source, data }: TypesetTask): TypesetAnswer {
  try {
    const mainFilePath = pathOf(source)
    compiler.addSource(mainFilePath, source)
    const compiled = compiler.compile({ mainFilePath, inputs: { data } })
    if (compiled.result === null) {
      const diagnostics = compiler.fetchDiagnostics(compiled.takeError()!)
      return { failure: diagnostics.map(({ message }) => message).join('; ') }
    }
    return { pdf: compiler.pdf(compiled.result, { pdfStandard: 'ua-1' }) }
  } catch (error) {
    return { failure: withoutQuotedText(String(error)) }
  } finally {
    compiler.evictCache(CACHE_AGE)
  }
}

/**
 * Each source has a path of its own, so that a source is never edited in place. The engine re-reads an edited source
 * incrementally by comparing bytes, and when the old and the new character end in the same byte it keeps the old:
 * after 一 comes 一 instead of 倀 (0.7.0, one change of a Chinese character in seventy).
 */
function pathOf(source: string): string {
  return join(FONT_FOLDER, `${createHash('sha256').update(source).digest('hex')}.typ`)
}

/** Diagnostics quote the document; what a citizen wrote must not reach a log. */
function withoutQuotedText(message: string): string {
  return message.replaceAll(/`[^`]*`/g, '`…`')
}

const engine = loadEngine()
const compiler = engine?.NodeCompiler.create({
  workspace: FONT_FOLDER,
  fontArgs: [{ fontPaths: [FONT_FOLDER] }],
})

process.on('message', (task: TypesetTask) => {
  process.send!(compiler ? typesetOne(compiler, task) : { engineMissing: true })
})
process.on('disconnect', () => process.exit())
