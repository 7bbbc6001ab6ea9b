/**
 * Every route of the app asked by everybody: the table says what each of them gets. The routes come from the server
 * itself, so that a new one without a line here fails.
 */
import type { LightMyRequestResponse } from 'fastify'
import exceljs from 'exceljs'
import mammoth from 'mammoth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getReport } from '../../src/domain/annual-report/get-report.ts'
import type { Officer } from '../../src/domain/accounts/officer.ts'
import { LARGEST_REPORT } from '../../src/domain/annual-report/reading/read-report.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { draftPack } from '../../src/domain/policy-packs/handling/compose-pack.ts'
import { draftItem } from '../../src/domain/policy-packs/handling/draft-item.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { itemForm, packForm } from '../builders/policy-packs.ts'
import { csrfToken } from '../../src/platform/web/csrf.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import {
  buildOfficeRecords,
  RECORDS_NOW,
  REPORT_YEARS,
  SECRETS,
  type OfficeRecords,
  type Secret,
} from '../builders/office-records.ts'
import { buildVillage } from '../builders/catalogue.ts'
import { buildPolicyRecords, type PolicyRecords } from '../builders/policies.ts'
import { buildAgency, buildDeputyship, buildOfficer } from '../builders/people.ts'

const STAFF = ['clerk', 'secrecy-reviewer', 'legal-adviser', 'head', 'admin', 'auditor'] as const
const WHO = ['visitor', ...STAFF, 'elsewhere'] as const
type Who = (typeof WHO)[number]

/**
 * 200 a page or a file · 30x done, or to be read at another address · in: sent to the sign-in page · 401 not signed in
 * 403 may not · 404 nothing there for this person · 409 not in this state · 422 an empty form, or a step not yet due
 *
 * `elsewhere` holds every role, in another body. `{a,b}` stands for both. Every POST sends an empty form unless `FORMS`
 * says otherwise, each to records of its own.
 */
const TABLE = `
                                                          visitor clerk secrecy legal head admin auditor elsewhere
GET  /                                                      200    200    200    200   200   200    200    200
GET  /{guide,rules,content,reports,apply,check,robots.txt}  200    200    200    200   200   200    200    200
GET  /{site-map,about,correction}                           200    200    200    200   200   200    200    200
POST /correction                                            422    422    422    422   422   422    422    422
GET  /correction/state                                      200    200    200    200   200   200    200    200
POST /correction/state                                      422    422    422    422   422   422    422    422
GET  /search                                                200    200    200    200   200   200    200    200
GET  /policy-packs                                          200    200    200    200   200   200    200    200
GET  /policy-packs/finder                                   200    200    200    200   200   200    200    200
GET  /policy-packs/:organCode/:serial                       404    404    404    404   404   404    404    404
GET  /policy-packs/:organCode/:serial/{qr.svg,qr.png,poster.pdf,booklet.pdf}
                                                            404    404    404    404   404   404    404    404
GET  /content/:organCode/:serial                            200    200    200    200   200   200    200    200
GET  /content/:organCode/:serial.{pdf,svg}                  200    200    200    200   200   200    200    200
GET  /preview/:token                                        404    404    404    404   404   404    404    404
GET  /preview/:token/:fileId                                404    404    404    404   404   404    404    404
GET  /files/:organCode/:serial/:hash/:name                  404    404    404    404   404   404    404    404
GET  /{normative,normative.xlsx}                            200    200    200    200   200   200    200    200
GET  /ask                                                   404    404    404    404   404   404    404    404
POST /ask                                                   404    404    404    404   404   404    404    404
GET  /content/:indexNumber                                  301    301    301    301   301   301    301    301
GET  /reports/:slug/:year                                   200    200    200    200   200   200    200    200
POST /check                                                 422    422    422    422   422   422    422    422
GET  /apply/{form.docx,form.pdf,online,track}                200    200    200    200   200   200    200    200
POST /apply/online                                          200    200    200    200   200   200    200    200
POST /apply/track                                           422    422    422    422   422   422    422    422
GET  /subscribe                                             200    200    200    200   200   200    200    200
POST /subscribe                                             404    404    404    404   404   404    404    404
GET  /subscribe/{confirm,end}/:token                        404    404    404    404   404   404    404    404
POST /subscribe/{confirm,end}/:token                        404    404    404    404   404   404    404    404
GET  /search/{feed.atom,feed.json}                          200    200    200    200   200   200    200    200
GET  /{feed.atom,feed.json,sitemap.xml}                     200    200    200    200   200   200    200    200
GET  /sitemaps/pages.xml                                    200    200    200    200   200   200    200    200
GET  /sitemaps/documents-:part.xml                          200    200    200    200   200   200    200    200
GET  /data                                                  200    200    200    200   200   200    200    200
GET  /data/{catalogue.jsonld,documents.ndjson,changes.json} 200    200    200    200   200   200    200    200
GET  /{consultations,proposals}                             200    200    200    200   200   200    200    200
GET  /consultations/opinion                                 404    404    404    404   404   404    404    404
POST /consultations/opinion                                 404    404    404    404   404   404    404    404
GET  /{catalogue,villages}                                  200    200    200    200   200   200    200    200
GET  /villages/:slug                                        200    200    200    200   200   200    200    200
GET  /villages/:slug/sheet.pdf                              200    200    200    200   200   200    200    200
GET  /mulu                                                  301    301    301    301   301   301    301    301
GET  /elder                                                 303    303    303    303   303   303    303    303
GET  /assets/:file                                          200    200    200    200   200   200    200    200
GET  /favicon.ico                                           302    302    302    302   302   302    302    302
GET  /{healthz,healthz/ready}                               200    200    200    200   200   200    200    200
ALL  /api/*                                                 404    404    404    404   404   404    404    404

GET  /office/sign-in                                        200    303    303    303   303   303    303    303
POST /office/sign-in                                        422    422    422    422   422   422    422    422
POST /office/sign-out                                       303    303    303    303   303   303    303    303
GET  /office/setup/:token                                   404    404    404    404   404   404    404    404
POST /office/setup/:token                                   404    404    404    404   404   404    404    404
GET  /office                                                 in    200    200    200   200   200    200    200
ALL  /office/*                                               in    404    404    404   404   404    404    404
GET  /office/calendar                                        in    200    200    200   200   403    200    200
GET  /office/calendar-notices                                in    200    200    200   200   200    200    200
POST /office/calendar-notices                               401    403    403    403   403   422    403    422
POST /office/calendar-notices/:id/sign                      401    403    403    403   422   403    403    404
GET  /office/filings                                         in    200    403    403   200   403    200    200
GET  /office/filings/:id                                     in    404    403    403   404   403    404    404
POST /office/filings/:id/review                             401    404    403    403   404   403    403    404
POST /office/filings/units/:id/seen                         401    404    404    404   404   404    404    404
GET  /office/assistance                                      in    200    200    200   200   403    200    200
GET  /office/assistance/new                                  in    200    403    403   403   403    403    200
POST /office/assistance/new                                 401    422    403    403   403   403    403    422
GET  /office/assistance/:id                                  in    200    200    200   200   403    200    404
POST /office/assistance/:id/reply                           401    422    403    403   403   403    403    404
POST /office/notices/seen                                   401    303    303    303   303   303    303    303

GET  /office/requests                                        in    200    200    200   200   403    200    200
POST /office/requests                                       401    422    422    422   422   403    422    422
POST /office/requests/filters/:id/remove                    401    404    404    404   404   404    404    404
GET  /office/requests.xlsx                                   in    200    403    403   200   403    200    200
GET  /office/requests/new                                    in    200    403    403   403   403    403    200
POST /office/requests/new                                   401    422    403    403   403   403    403    422
GET  /office/requests/:id                                    in    200    200    200   200   403    200    404
GET  /office/requests/:id/applicant                          in    200    403    403   200   403    403    404
GET  /office/requests/:id/consultations/:number/name         in    404    403    403   404   403    403    404
GET  /office/requests/:id/online                             in    200    403    403   200   403    403    404
GET  /office/requests/:id/online/files/:fileId               in    404    403    403   404   403    403    404
GET  /office/requests/:id/suggest-conversion                 in    200    403    403   403   403    403    404
POST /office/requests/:id/suggest-conversion                401    422    403    403   403   403    403    404
GET  /office/conversions/:id/decide                          in    403    403    403   404   403    403    404
POST /office/conversions/:id/decide                         401    403    403    403   404   403    403    404
POST /office/conversions/:id/draft                          401    404    403    403   403   403    403    404
GET  /office/rectifications/new                              in    200    403    403   403   403    403    200
POST /office/rectifications/new                             401    422    403    403   403   403    403    422
POST /office/rectification-asks/:id/seen                    401    404    403    403   403   403    403    404
GET  /office/requests/:id/decide-rectification               in    403    403    403   409   403    403    404
POST /office/requests/:id/decide-rectification              401    403    403    403   422   403    403    404
GET  /office/requests/:id/compare/:earlier                   in    404    404    404   404   403    404    404

GET  /office/requests/:id/{ask-correction,ask-reasons}       in    200    403    403   403   403    403    404
POST /office/requests/:id/{ask-correction,ask-reasons}      401    422    403    403   403   403    403    404
GET  /office/requests/:id/{consult,notice-fee,draft-reply}   in    200    403    403   403   403    403    404
POST /office/requests/:id/{consult,notice-fee,draft-reply}  401    422    403    403   403   403    403    404
GET  /office/requests/:id/examine                            in    200    403    403   403   403    403    404
POST /office/requests/:id/examine                           401    422    403    403   403   403    403    404
GET  /office/requests/:id/withdraw                           in    200    403    403   403   403    403    404
POST /office/requests/:id/withdraw                          401    422    403    403   403   403    403    404
GET  /office/requests/:id/{extend,end}                       in    403    403    403   200   403    403    404
POST /office/requests/:id/{extend,end}                      401    403    403    403   422   403    403    404
GET  /office/requests/:id/delay                              in    403    403    403   422   403    403    404
POST /office/requests/:id/delay                             401    403    403    403   422   403    403    404
GET  /office/requests/:id/file-remedy                        in    200    403    200   403   403    403    404
POST /office/requests/:id/file-remedy                       401    422    403    422   403   403    403    404
GET  /office/requests/:id/decide-remedy                      in    422    403    422   403   403    403    404
POST /office/requests/:id/decide-remedy                     401    422    403    422   403   403    403    404
GET  /office/requests/:id/assign-handler                     in    200    403    403   200   403    403    404
POST /office/requests/:id/assign-handler                    401    422    403    403   422   403    403    404
GET  /office/requests/:id/tell-third-party                   in    409    403    403   403   403    403    404
POST /office/requests/:id/tell-third-party                  401    422    403    403   403   403    403    404
GET  /office/requests/:id/answer-anew                        in    409    403    403   409   403    403    404
POST /office/requests/:id/answer-anew                       401    422    403    403   422   403    403    404
GET  /office/requests/:id/note                               in    200    403    200   200   403    403    404
POST /office/requests/:id/note                              401    422    403    422   422   403    403    404
GET  /office/requests/:id/{confirm-receipt,receive-correction,receive-reasons,record-payment,issue,deliver,close}
                                                             in    409    403    403   403   403    403    404
POST /office/requests/:id/{confirm-receipt,receive-correction,receive-reasons,record-payment,issue,deliver}
                                                            401    422    403    403   403   403    403    404
POST /office/requests/:id/close                             401    409    403    403   403   403    403    404
GET  /office/requests/:id/{record-service,record-opinion,record-silence,take-back-draft}
                                                             in    409    403    403   403   403    403    404
POST /office/requests/:id/{record-service,record-opinion,record-silence,take-back-draft}
                                                            401    422    403    403   403   403    403    404
GET  /office/requests/:id/review-secrecy                     in    403    409    403   403   403    403    404
POST /office/requests/:id/review-secrecy                    401    403    422    403   403   403    403    404
GET  /office/requests/:id/review-legally                     in    403    403    409   403   403    403    404
POST /office/requests/:id/review-legally                    401    403    403    422   403   403    403    404
GET  /office/requests/:id/sign-off                           in    403    403    403   409   403    403    404
POST /office/requests/:id/sign-off                          401    403    403    403   422   403    403    404

GET  /office/requests/:id/letters                            in    200    403    403   200   403    403    404
GET  /office/requests/:id/letters/new                        in    404    403    403   403   403    403    404
POST /office/requests/:id/letters/new                       401    422    403    403   403   403    403    404
GET  /office/requests/:id/letters/:letterId                  in    200    403    403   200   403    403    404
GET  /office/requests/:id/letters/:letterId/letter.{docx,pdf}
                                                             in    200    403    403   200   403    403    404
GET  /office/requests/:id/letters/:letterId/edit             in    200    403    403   403   403    403    404
POST /office/requests/:id/letters/:letterId/edit            401    422    403    403   403   403    403    404
POST /office/requests/:id/letters/:letterId/{finalise,discard}
                                                            401    303    403    403   403   403    403    404
GET  /office/requests/:id/attachments                        in    200    200    200   200   403    200    404
POST /office/requests/:id/attachments                       401    422    403    403   403   403    403    404
GET  /office/requests/:id/attachments/:attachmentId          in    404    404    404   404   403    404    404
POST /office/requests/:id/attachments/:attachmentId/accept  401    422    403    403   403   403    403    404
POST /office/requests/:id/attachments/:attachmentId/{check,clean,masked,remove}
                                                            401    404    403    403   403   403    403    404

GET  /office/letter-templates                                in    200    200    200   200   200    200    200
GET  /office/letter-templates/blank-application-form.{docx,pdf}
                                                             in    200    200    200   200   200    200    200
GET  /office/letter-templates/:template                      in    200    200    200   200   200    200    200
POST /office/letter-templates/:template                     401    403    403    403   422   422    403    422
POST /office/letter-templates/:template/return              401    403    403    403   422   422    403    422
GET  /office/letter-settings                                 in    403    403    403   200   200    403    200
POST /office/letter-settings                                401    403    403    403   422   422    403    422

GET  /office/publications                                    in    200    200    200   200   403    200    200
GET  /office/publications/new                                in    200    403    403   403   403    403    200
POST /office/publications/new                               401    422    403    403   403   403    403    422
GET  /office/publications/:id                                in    200    200    200   200   403    200    404
GET  /office/publications/:id/edit                           in    200    403    403   403   403    403    404
POST /office/publications/:id/edit                          401    422    403    403   403   403    403    404
GET  /office/publications/import                             in    200    403    403   403   403    403    200
POST /office/publications/import                            401    422    403    403   403   403    403    422
POST /office/publications/:id/import                        401    422    403    403   403   403    403    404
POST /office/publications/:id/hints                         401    404    403    403   403   403    403    404
POST /office/publications/:id/mask                          401    200    403    403   403   403    403    404
GET  /office/publications/{search-misses,subscribers}        in    200    200    200   200   403    200    200
GET  /office/publications/word-lists                         in    200    200    200   200   403    200    200
GET  /office/publications/word-lists/:list                   in    200    200    200   200   403    200    200
POST /office/publications/word-lists/:list                  401    303    403    403   403   403    403    303
GET  /office/publications/batches                            in    200    403    403   403   403    403    200
POST /office/publications/batches                           401    422    403    403   403   403    403    422
GET  /office/publications/batches/template.xlsx              in    200    403    403   403   403    403    200
GET  /office/publications/batches/:id                        in    200    403    403   403   403    403    404
GET  /office/publications/batches/:id/sheet.xlsx             in    200    403    403   403   403    403    404
POST /office/publications/batches/:id/{files,sheet}         401    422    403    403   403   403    403    404
POST /office/publications/batches/:id/{confirm,fill}        401    422    403    403   403   403    403    404
POST /office/publications/batches/:id/{continue,discard}    401    303    403    403   403   403    403    404
POST /office/publications/:id/submit                        401    303    403    403   403   403    403    404
POST /office/publications/:id/review                        401    403    422    403   403   403    403    404
POST /office/publications/:id/return                        401    422    403    403   422   403    403    404
POST /office/publications/:id/publish                       401    409    403    403   409   403    403    404
POST /office/publications/:id/note                          401    303    403    403   403   403    403    404
POST /office/publications/:id/{link,unlink}                 401    422    403    403   403   403    403    404
POST /office/publications/:id/check                         401    303    303    403   403   403    403    404
POST /office/publications/:id/answer                        401    403    422    403   403   403    403    404
POST /office/publications/:id/schedule                      401    422    403    403   422   403    403    404
POST /office/publications/:id/unschedule                    401    409    403    403   409   403    403    404
POST /office/publications/:id/embargo                       401    303    403    403   303   403    403    404
POST /office/publications/:id/previews                      401    422    403    403   403   403    403    404
POST /office/publications/:id/previews/:previewId/revoke    401    404    403    403   403   403    403    404
GET  /office/publications/:id/remove                         in    409    403    403   409   403    403    404
POST /office/publications/:id/remove                        401    409    403    403   409   403    403    404
GET  /office/publications/:id/removed                        in    404    404    404   404   403    404    404
GET  /office/publications/:id/compare/:other                 in    404    404    404   404   403    404    404
GET  /office/publications/review-batch                       in    403    200    403   403   403    403    200
POST /office/publications/review-batch                      401    403    422    403   403   403    403    422
POST /office/publications/:id/attachments                   401    422    403    403   403   403    403    404
GET  /office/publications/:id/attachments/:fileId            in    404    404    404   404   403    404    404
POST /office/publications/:id/attachments/:fileId           401    422    403    403   403   403    403    404
POST /office/publications/documents/:id/new-edition         401    303    403    403   403   403    403    404

GET  /office/determinations                                  in    200    200    200   200   403    200    200
GET  /office/determinations/new                              in    200    403    403   403   403    403    200
GET  /office/determinations/reassessments                    in    200    200    200   200   403    200    200
POST /office/determinations/new                             401    422    403    403   403   403    403    422
POST /office/determinations/lists                           401    422    403    403   403   403    403    422
GET  /office/determinations/:id                              in    200    200    200   200   403    200    404
GET  /office/determinations/:id/edit                         in    200    403    403   403   403    403    404
POST /office/determinations/:id/edit                        401    422    403    403   403   403    403    404
POST /office/determinations/:id/check                       401    422    422    403   403   403    403    404
POST /office/determinations/:id/sign                        401    403    403    403   422   403    403    404
POST /office/determinations/:id/issue                       401    422    403    403   403   403    403    404
POST /office/determinations/:id/reassess                    401    422    403    403   422   403    403    404
POST /office/determinations/:id/link                        401    422    403    403   403   403    403    404
POST /office/determinations/:id/abandon                     401    303    403    403   403   403    403    404
POST /office/determinations/:id/draft                       401    409    403    403   403   403    403    404

GET  /office/proposals                                       in    200    200    200   200   403    200    200
GET  /office/proposals/new                                   in    200    403    403   403   403    403    200
POST /office/proposals/new                                  401    422    403    403   403   403    403    422
GET  /office/proposals/:id                                   in    200    200    200   200   403    200    404
POST /office/proposals/:id/{reply,replied,void}             401    422    403    403   403   403    403    404
GET  /office/consultations                                   in    200    200    200   200   403    200    200
GET  /office/consultations/new                               in    200    403    403   403   403    403    200
POST /office/consultations/new                              401    422    403    403   403   403    403    422
GET  /office/consultations/:id                               in    200    200    200   200   403    200    404
POST /office/consultations/:id/opinions                     401    422    403    403   403   403    403    404
GET  /office/consultations/:id/opinions/:opinion             in    404    403    403   403   403    403    404
POST /office/consultations/:id/opinions/:opinion            401    404    403    403   403   403    403    404
POST /office/consultations/:id/result                       401    409    403    403   403   403    403    404

GET  /office/corrections                                     in    200    200    200   200   403    200    200
GET  /office/corrections/:id                                 in    200    200    200   200   403    200    404
POST /office/corrections/:id/settle                         401    422    403    403   403   403    403    404
POST /office/corrections/:id/contact                        401    200    403    403   403   403    403    404

GET  /office/catalogue                                       in    200    200    200   200   403    200    200
GET  /office/catalogue/unbound                               in    200    200    200   200   403    200    200
GET  /office/catalogue.xlsx                                  in    200    200    200   200   403    200    200
GET  /office/catalogue/items/:id                             in    200    200    200   200   403    200    404
POST /office/catalogue/items/:id/evidence                   401    422    403    403   403   403    403    404
GET  /office/catalogue/documents/:id                         in    200    200    200   200   403    200    404
POST /office/catalogue/documents/:id                        401    303    403    403   403   403    403    404
GET  /office/catalogue/adjustments                           in    200    200    200   200   403    200    200
POST /office/catalogue/adjustments                          401    422    403    403   403   403    403    422
GET  /office/catalogue/adjustments/:id                       in    200    200    200   200   403    200    404
POST /office/catalogue/adjustments/:id/adopt                401    403    403    403   409   403    403    404
POST /office/catalogue/adjustments/:id/abandon              401    303    403    403   403   403    403    404
POST /office/catalogue/adjustments/:id/changes/:change/drop 401    303    403    403   403   403    403    404
POST /office/catalogue/adjustments/:id/{rows,upload}        401    422    403    403   403   403    403    404
GET  /office/catalogue/adjustments/:id/rows/new              in    200    403    403   403   403    403    404
POST /office/catalogue/adjustments/:id/rows/new             401    422    403    403   403   403    403    404
GET  /office/catalogue/adjustments/:id/rows/:item            in    404    403    403   403   403    403    404
POST /office/catalogue/adjustments/:id/rows/:item           401    422    403    403   403   403    403    404
GET  /office/villages                                        in    200    200    200   200   403    200    200
POST /office/villages                                       401    422    403    403   403   403    403    422
POST /office/villages/:id/close                             401    303    403    403   403   403    403    404

GET  /office/policy-packs                                    in    200    200    200   200   403    200    200
GET  /office/policy-packs/finder-uses                        in    200    200    200   200   403    200    200
GET  /office/policy-packs/{items/new,packs/new,import,items.xlsx}
                                                             in    200    403    403   403   403    403    200
POST /office/policy-packs/{items/new,packs/new,import,days}  401    422    403    403   403   403    403    422
GET  /office/policy-packs/{items,packs}/:id/edit              in    200    403    403   403   403    403    404
POST /office/policy-packs/{items,packs}/:id/edit             401    422    403    403   403   403    403    404
POST /office/policy-packs/packs/:id/copy                     401    303    403    403   403   403    403    404
POST /office/policy-packs/policies/:id/leave-out             401    422    403    403   403   403    403    404

GET  /office/policies                                        in    200    200    200   200   403    200    200
GET  /office/policies/{interpretations,cleanups,questions}   in    200    200    200   200   403    200    200
POST /office/policies/expiries-seen                         401    303    303    303   303   303    303    303
GET  /office/policies/documents/:id                          in    200    200    200   200   403    200    404
POST /office/policies/documents/:id/register                401    422    403    422   403   403    403    404
POST /office/policies/documents/:id/{drop,consolidate}      401    422    403    403   403   403    403    404
POST /office/policies/documents/:id/publish-together        401    409    403    403   409   403    403    404
GET  /office/policies/documents/:id/record-legality-review   in    403    403    200   403   403    403    404
POST /office/policies/documents/:id/record-legality-review  401    403    403    422   403   403    403    404
GET  /office/policies/documents/:id/{record-collective-decision,record-filing,declare,plan,interpret}
                                                             in    200    403    403   403   403    403    404
POST /office/policies/documents/:id/{record-collective-decision,record-filing,declare,plan,interpret}
                                                            401    422    403    403   403   403    403    404
GET  /office/policies/interpretations/:id/edit               in    200    403    403   403   403    403    404
POST /office/policies/interpretations/:id/edit              401    422    403    403   403   403    403    404
GET  /office/policies/cleanups/new                           in    200    403    403   403   403    403    200
POST /office/policies/cleanups/new                          401    422    403    403   403   403    403    422
GET  /office/policies/cleanups/:id                           in    200    200    200   200   403    200    404
POST /office/policies/cleanups/:id/{collate,comments}       401    409    403    403   403   403    403    404
POST /office/policies/cleanups/:id/review                   401    403    403    409   403   403    403    404
POST /office/policies/cleanups/:id/{return,approve}         401    403    403    403   409   403    403    404
GET  /office/policies/cleanups/:id/items/:documentId         in    200    403    403   403   403    403    404
POST /office/policies/cleanups/:id/items/:documentId        401    422    403    403   403   403    403    404
GET  /office/policies/cleanups/:id/issue                     in    200    403    403   403   403    403    404
POST /office/policies/cleanups/:id/issue                    401    422    403    403   403   403    403    404
GET  /office/policies/questions/:id                          in    200    200    200   200   403    200    404
POST /office/policies/questions/:id/{answer,close}          401    422    403    403   403   403    403    404
POST /office/policies/questions/:id/contact                 401    200    403    403   403   403    403    404
GET  /office/policies/settings                               in    403    403    403   200   200    403    200
POST /office/policies/settings                              401    403    403    403   422   422    403    422

GET  /office/registers                                       in    200    200    200   200   403    200    200
GET  /office/registers/{new-item,new-decisions,new-fee-income,new-procurement}
                                                             in    200    403    403   403   403    403    200
POST /office/registers/{new-item,new-decisions,new-fee-income,new-procurement}
                                                            401    422    403    403   403   403    403    422
GET  /office/registers/items/:id/end                         in    200    403    403   403   403    403    404
POST /office/registers/items/:id/end                        401    422    403    403   403   403    403    404
POST /office/registers/{decisions,fee-income,procurement}/:id/void
                                                            401    303    403    403   403   403    403    404

GET  /office/annual-reports                                  in    200    200    200   200   403    200    200
POST /office/annual-reports                                 401    422    403    403   403   403    403    422
GET  /office/annual-reports/:year                            in    200    200    200   200   403    200    404
GET  /office/annual-reports/:year.{html,docx,xlsx,pdf,json}  in    200    200    200   200   403    200    404
GET  /office/annual-reports/:year/cells/:path                in    200    200    200   200   403    200    404
GET  /office/annual-reports/:year/narrative                  in    200    403    403   403   403    403    404
POST /office/annual-reports/:year/narrative                 401    409    403    403   403   403    403    404
POST /office/annual-reports/:year/lock                      401    403    403    403   303   403    403    404
POST /office/annual-reports/:year/unlock                    401    403    403    403   303   403    403    404
POST /office/annual-reports/:year/publish                   401    403    403    403   303   403    403    404

GET  /office/{settings,settings/site,deputies}               in    403    403    403   200   200    403    200
POST /office/{settings,settings/site}                       401    403    403    403   409   409    403    409
POST /office/deputies                                       401    403    403    403   422   422    403    422
POST /office/deputies/:id/revoke                            401    403    403    403   303   303    403    404
GET  /office/people                                          in    403    403    403   403   200    403    200
POST /office/people                                         401    403    403    403   403   422    403    422
POST /office/people/:id/{activate,deactivate}               401    403    403    403   403   303    403    404
GET  /office/people/:id/mail                                 in    403    403    403   403   200    403    404
POST /office/people/:id/mail                                401    403    403    403   403   303    403    404
GET  /office/profile                                         in    200    200    200   200   200    200    200
POST /office/profile                                        401    303    303    303   303   303    303    303
GET  /office/audit                                           in    403    403    403   403   403    200    200
`

/** What a form must say before the records are even looked at. */
const FORMS: Readonly<Record<string, (app: TestApp) => Promise<Readonly<Record<string, string>>>>> =
  {
    'POST /office/annual-reports/:year/lock': async ({ db, agencyId }) => {
      const { version } = await getReport(db, agencyId, REPORT_YEARS.written)
      return { version: String(version) }
    },
    'POST /office/annual-reports/:year/unlock': async () => ({ reason: '更正一处数字' }),
  }

/** Where whole documents are written: up to 20 MB as a browser encodes them. */
const LONG_TEXTS: ReadonlySet<string> = new Set([
  'POST /office/publications/new',
  'POST /office/publications/:id/edit',
])

interface Line {
  readonly route: string
  readonly expected: Readonly<Record<Who, string>>
}

function parseTable(table: string): Line[] {
  const words = table.trim().split(/\s+/).slice(WHO.length)
  const lines: Line[] = []
  while (words.length > 0) {
    const [method, addresses, ...statuses] = words.splice(0, 2 + WHO.length)
    const expected = Object.fromEntries(WHO.map((who, n) => [who, statuses[n]])) as Line['expected']
    for (const address of expand(addresses!))
      lines.push({ route: `${method} ${address}`, expected })
  }
  return lines
}

function expand(address: string): string[] {
  const { before, choices, after } =
    /^(?<before>.*)\{(?<choices>.*)\}(?<after>.*)$/.exec(address)?.groups ?? {}
  if (choices === undefined) return [address]
  return choices.split(',').map((choice) => `${before}${choice}${after}`)
}

const LINES = parseTable(TABLE)

let app: TestApp
let records: OfficeRecords
let policies: PolicyRecords
let asset: string
let desk: Browser
const officers = new Map<Who, Officer>()
const tokens = new Map<Who, string | undefined>()
beforeAll(async () => {
  app = await createTestApp({ now: RECORDS_NOW })
  const clerk = await app.signIn(await app.person('clerk'))
  desk = clerk
  records = await buildOfficeRecords(app, clerk)
  policies = await buildPolicyRecords(app, RECORDS_NOW.slice(0, 10))
  await Promise.all([records.draft(), records.reviewed(), records.item(), records.procurement()])
  await records.feeIncome()
  await buildVillage(app.db, await app.person('clerk'), chinaMoment(RECORDS_NOW), 'zone')
  for (const role of STAFF) officers.set(role, await app.person(role))
  officers.set('elsewhere', await buildOfficer(app.db, await buildAgency(app.db), ...STAFF))
  await signEverybodyIn()
  asset = /\/assets\/([^"]+)/.exec((await ask('visitor', 'GET', '/')).body)![1]!
})
afterAll(() => app.close())

async function signEverybodyIn(): Promise<void> {
  for (const [who, officer] of officers) tokens.set(who, (await app.signIn(officer)).sessionToken)
}

let asked = 0

interface Asking {
  readonly form?: Readonly<Record<string, string>>
  /** what stands in the form's hidden field; the person's own token when nothing is said */
  readonly csrf?: string | null
  readonly headers?: Readonly<Record<string, string>>
  readonly payload?: string
}

/** Everybody comes from an address of their own, or the limits by address would answer. */
function ask(who: Who, method: string, url: string, asking: Asking = {}) {
  const session = tokens.get(who)
  const { csrf = session === undefined ? null : csrfToken(session) } = asking
  const form = new URLSearchParams({ ...asking.form, ...(csrf === null ? {} : { csrf }) })
  asked += 1
  return app.fastify.inject({
    method: method as 'GET',
    url,
    remoteAddress: `10.0.${asked >> 8}.${asked & 255}`,
    cookies: session === undefined ? {} : { mingqu: session },
    headers: {
      'user-agent': 'Mozilla/5.0 (test)',
      ...(!asking.headers?.['origin'] && { 'sec-fetch-site': 'same-origin' }),
      ...(method !== 'GET' && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...asking.headers,
    },
    ...(method !== 'GET' && { payload: asking.payload ?? form.toString() }),
  })
}

/** The address of a route with real records in it, fresh ones for whatever may change them. */
async function addressOf(route: string): Promise<string> {
  const [method, pattern] = route.split(' ') as [string, string]
  const id = /:id\b/.test(pattern) ? await recordFor(method, pattern) : 0
  const [organCode, serial] = records.published.split('/') as [string, string]
  const values: Readonly<Record<string, string>> = {
    id: String(id),
    fileId: '1',
    number: '1',
    hash: 'a'.repeat(16),
    previewId: '1',
    other: '1',
    name: 'x.pdf',
    attachmentId: '999999',
    change: '999999',
    item: '999999',
    part: '1',
    opinion: '999999',
    letterId: pattern.includes(':letterId') ? await letterOf(id) : '',
    list: 'wrong',
    template: 'extension-notice',
    organCode,
    serial,
    indexNumber: encodeURIComponent(records.published),
    slug: 'zone',
    year: String(yearFor(pattern)),
    path: 'requests.new.natural_person',
    token: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    file: asset,
    documentId: String(policies.listed),
  }
  return pattern
    .replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => values[name] ?? `(no ${name})`)
    .replace('*', 'no/such/address')
}

/** A draft that names the applicant. */
async function letterOf(requestId: number): Promise<string> {
  const receipt = { letter: 'receipt', about: 'e1', datedOn: RECORDS_NOW.slice(0, 10) }
  const drawn = await desk.post(`/office/requests/${requestId}/letters/new`, receipt)
  return /letters\/(\d+)/.exec(drawn.headers.location ?? '')?.[1] ?? '(no letter)'
}

function recordFor(method: string, pattern: string): Promise<number> {
  const made = (kind: RegExp, make: () => Promise<number>) => kind.test(pattern) && make
  const make =
    made(/policy-packs\/items/, policyItem) ||
    made(/policy-packs\/packs.*edit$/, policyPack) ||
    made(
      /policy-packs\/packs/,
      async () => (await getEdition(app.db, await policyPack())).documentId,
    ) ||
    made(/policy-packs/, records.document) ||
    made(/policies\/documents/, policies.draft) ||
    made(/policies\/cleanups/, policies.cleanup) ||
    made(/policies\/questions/, policies.question) ||
    made(/policies\/interpretations/, policies.interpretation) ||
    made(/office\/proposals/, records.proposal) ||
    made(/office\/consultations/, records.consultation) ||
    made(/office\/corrections/, records.correction) ||
    made(/determinations/, records.determination) ||
    made(/catalogue\/adjustments/, records.adjustment) ||
    made(/catalogue\/items/, records.catalogueItem) ||
    made(/villages/, records.village) ||
    made(/assistance/, records.assistance) ||
    made(/filings|rectification-asks|conversions/, records.newCase) ||
    made(/calendar-notices/, records.newCase) ||
    made(/requests/, records.newCase) ||
    made(/batches/, records.batch) ||
    made(/documents/, records.document) ||
    made(/review$/, records.inReview) ||
    made(/publications.*return$/, records.reviewed) ||
    made(/publications.*publish$/, () => records.reviewed('可以公开的通知')) ||
    made(/publications/, records.draft) ||
    made(/items/, records.item) ||
    made(/decisions/, records.decisions) ||
    made(/fee-income/, records.feeIncome) ||
    made(/procurement/, records.procurement) ||
    made(/deputies/, () => buildDeputyship(app)) ||
    made(/people/, async () => (await app.person('clerk')).id)
  if (!make) throw new Error(`no record for ${method} ${pattern}`)
  return make()
}

const policyItem = () =>
  draftItem(app.db, officers.get('clerk')!, itemForm(), chinaMoment(RECORDS_NOW))

const policyPack = () =>
  draftPack(app.db, officers.get('clerk')!, packForm({ 企业发展: [] }), chinaMoment(RECORDS_NOW))

function yearFor(pattern: string): number {
  if (/^\/reports|unlock$/.test(pattern)) return REPORT_YEARS.published
  return pattern.endsWith('publish') ? REPORT_YEARS.locked : REPORT_YEARS.written
}

const READERS: readonly Who[] = ['clerk', 'secrecy-reviewer', 'legal-adviser', 'head', 'auditor']

/** Who may read what; the applicant's identity only on its own page. */
function mayRead(who: Who, secret: Secret, route: string): boolean {
  if (secret === 'consulted') return false
  if (secret === 'asker') return who === 'clerk' && route.endsWith('/contact')
  if (secret === 'reporter') return who === 'clerk' && route.includes('/corrections/:id/contact')
  if (secret !== 'identity') return READERS.includes(who)
  const opens = route === 'GET /office/requests/:id/applicant' || route.includes('/:letterId')
  return opens && (who === 'clerk' || who === 'head')
}

/** What a reader could find in an answer, whatever its form. */
async function textOf({ headers, rawPayload }: LightMyRequestResponse): Promise<string> {
  const type = String(headers['content-type'])
  if (type.includes('spreadsheetml')) {
    const book = new exceljs.Workbook()
    await book.xlsx.load(Uint8Array.from(rawPayload).buffer)
    return JSON.stringify(book.worksheets.map((sheet) => sheet.getSheetValues()))
  }
  if (type.includes('wordprocessingml'))
    return (await mammoth.extractRawText({ buffer: rawPayload })).value
  return rawPayload.toString()
}

const INSIDES = [
  /^\s+at .+:\d+:\d+\)?$/m,
  /node_modules|\.ts:\d|\/src\//,
  /\b(select|insert into|update) .+\b(from|values|set)\b/i,
  /(syntax error|violates|relation ".+" does|invalid input|out of range)/i,
]

async function leaksIn(answer: LightMyRequestResponse, who: Who, route: string): Promise<string[]> {
  const text = await textOf(answer)
  const secrets = (Object.keys(SECRETS) as Secret[])
    .filter((secret) => !mayRead(who, secret, route))
    .flatMap((secret) => [...SECRETS[secret]])
  return [
    ...secrets.filter((secret) => text.includes(secret)),
    ...INSIDES.filter((inside) => inside.test(text)).map(String),
    ...(answer.statusCode >= 500 ? [`status ${answer.statusCode}`] : []),
  ]
}

function outcomeOf({ statusCode, headers }: LightMyRequestResponse): string {
  return statusCode === 303 && headers.location?.startsWith('/office/sign-in?') === true
    ? 'in'
    : String(statusCode)
}

test('the table names every route, and nothing else', () => {
  expect(LINES.map(({ route }) => route).toSorted()).toEqual(app.routes.toSorted())
})

describe('everybody gets what the table says, and reads nothing that is not theirs', () => {
  afterAll(signEverybodyIn)
  // What is read is asked before anything is changed, and who leaves does so last.
  const turn = ({ route }: Line) =>
    ['GET', 'POST', 'sign-out'].findLastIndex((word) => route.includes(word))
  const order = LINES.toSorted((a, b) => turn(a) - turn(b))
  test.each(order)('$route', async ({ route, expected }) => {
    const [named] = route.split(' ') as [string]
    const method = named === 'ALL' ? 'GET' : named
    const form = (await FORMS[route]?.(app)) ?? {}
    const outcomes: Record<string, string> = {}
    const leaks: Record<string, string[]> = {}
    let address = await addressOf(route)
    for (const who of WHO.toReversed()) {
      const answer = await ask(who, method, address, { form })
      outcomes[who] = outcomeOf(answer)
      leaks[who] = await leaksIn(answer, who, route)
      if (answer.statusCode === 303 && method === 'POST') address = await addressOf(route)
    }
    expect(outcomes).toEqual(expected)
    expect(leaks).toEqual(Object.fromEntries(WHO.map((who) => [who, []])))
  })
})

test('an auditor reads the acts of the own body and of nobody else', async () => {
  const address = '/office/audit'
  const subject = /(申请|文件稿|年度报告|登记) \d/
  expect((await ask('auditor', 'GET', address)).body).toMatch(subject)
  expect((await ask('elsewhere', 'GET', address)).body).not.toMatch(subject)
})

const ROUTES = LINES.map(({ route }) => route)
const POSTS = ROUTES.filter((route) => route.startsWith('POST '))
const OFFICE_POSTS = POSTS.filter((route) => route.includes(' /office/'))
const WITH_PARAMETERS = ROUTES.filter((route) => route.includes(':'))
/** Whoever may do everything that a route offers. */
const doer = (route: string): Who => (route.includes('/people') ? 'admin' : 'elsewhere')
const addressOnly = (route: string) => route.replace(/^\w+ /, '').replaceAll(/:\w+/g, '1')

describe('a form is taken only from our own pages', () => {
  test.each(OFFICE_POSTS)('%s: without the token of the session, 403', async (route) => {
    const who = doer(route)
    const others = csrfToken(tokens.get('clerk')!)
    const address = addressOnly(route)
    const outcomes = await Promise.all(
      [null, '', 'x', others].map((csrf) => ask(who, 'POST', address, { csrf })),
    )
    expect(outcomes.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403])
  })

  // mail programs end a subscription on their own: what its address says is all the authority there is
  const FROM_ANYWHERE = ['POST /subscribe/end/:token']
  const guarded = POSTS.filter((route) => !FROM_ANYWHERE.includes(route))
  test.each([...guarded, 'POST /no/such/address', 'POST /assets/x'])(
    '%s: from another site, 403 even with the token',
    async (route) => {
      const senders = [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: 'https://example.invalid' },
        { origin: 'null' },
      ]
      const address = addressOnly(route)
      for (const headers of senders) {
        const answer = await ask(doer(route), 'POST', address, { headers })
        expect([headers, answer.statusCode]).toEqual([headers, 403])
      }
    },
  )
})

describe('what makes no sense is turned down without a word about our insides', () => {
  const GARBAGE = [
    '0',
    '-1',
    '1.5',
    'abc',
    '999999999',
    '2147483648',
    '999999999999999',
    '99999999999999999999',
    '%00',
    '%C0%80',
    "1'--",
    '..%2F1',
    '__proto__',
    'x'.repeat(201),
  ]

  test.each(WITH_PARAMETERS)('%s: no such thing for numbers nobody gave out', async (route) => {
    const [method, pattern] = route.split(' ') as [string, string]
    for (const garbage of GARBAGE) {
      const address = pattern.replaceAll(/:\w+/g, garbage)
      for (const who of ['visitor', doer(route)] as const) {
        const answer = await ask(who, method, address)
        const outcome = outcomeOf(answer)
        const atTheDoor = who === 'visitor' && pattern.startsWith('/office/') ? ['in', '401'] : []
        const fits = ['404', '400', '414', ...atTheDoor]
        expect([address, who, fits.includes(outcome) ? 'fits' : outcome]).toEqual([
          address,
          who,
          'fits',
        ])
        expect([address, await leaksIn(answer, who, route)]).toEqual([address, []])
      }
    }
  })

  const QUERIES = [
    'page=0&year=abc&before=-1&after=%00',
    'page=99999999999999999999&year=99999999999&before=99999999999999999999&after=%FF%FE',
    'page=1&page=2&year=2020&year=2021&text=a&text=b&category=a&category=b&after=a&after=b',
    "text='%3B--&category=%00&agency=%27&status=x&sort=x&order=x&back=//example.invalid&next=//x",
    `text=${'字'.repeat(300)}&after=${'A'.repeat(300)}`,
    'after=eyJ4Ijp7fX0&cursor=e30&disposition=%7B%7D&from=2020-13-45&until=0000-00-00',
    '__proto__=1&constructor=1&toString=1',
    'page[]=1&text[$ne]=1',
  ]

  const PAGES = ROUTES.filter((route) => route.startsWith('GET ') && !route.includes(':'))
  test.each(PAGES)('%s: questions nobody asks are answered calmly', async (route) => {
    for (const query of QUERIES) {
      for (const who of ['visitor', 'auditor', doer(route)] as const) {
        const answer = await ask(who, 'GET', `${addressOnly(route)}?${query}`)
        expect([query, who, answer.statusCode < 500]).toEqual([query, who, true])
        expect([query, await leaksIn(answer, who, route)]).toEqual([query, []])
        expect(answer.headers.location ?? '').not.toMatch(/^(https?:)?\/\//)
      }
    }
  })

  test('a method a route does not know is no such page', async () => {
    const known = new Set(ROUTES.filter((route) => !route.startsWith('ALL ')))
    for (const address of new Set([...known].map(addressOnly))) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        if (
          [...known].some(
            (route) => `${method} ${address}` === `${route.split(' ')[0]} ${addressOnly(route)}`,
          )
        )
          continue
        const { statusCode } = await ask('elsewhere', method, address)
        expect([method, address, [404, 405].includes(statusCode)]).toEqual([method, address, true])
      }
    }
  })

  test.each(POSTS)('%s: a body too large is 413, one of another kind 4xx', async (route) => {
    const payload = `text=${'x'.repeat((LONG_TEXTS.has(route) ? 21 : 3) * 1024 * 1024)}`
    const address = addressOnly(route)
    expect((await ask(doer(route), 'POST', address, { payload })).statusCode).toBe(413)
    for (const [type, content] of [
      ['application/json', '{"csrf":'],
      ['application/xml', '<a/>'],
      ['multipart/form-data; boundary=x', '--x\r\nbroken'],
    ] as const) {
      const answer = await ask(doer(route), 'POST', address, {
        headers: { 'content-type': type },
        payload: content,
      })
      expect([type, Math.floor(answer.statusCode / 100)]).toEqual([type, 4])
      expect([type, await leaksIn(answer, 'elsewhere', route)]).toEqual([type, []])
    }
  })
  test('a file above the limit is 413 too', async () => {
    const file = 'x'.repeat(LARGEST_REPORT + 1)
    const payload = `--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${file}\r\n--x--\r\n`
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const answer = await ask('visitor', 'POST', '/check', { payload, headers })
    expect(answer.statusCode).toBe(413)
    expect(answer.body).toContain('上限')
  })
})
