-- 规范性文件的登记与办理、政策解读、到期提醒、清理、政策问答

create table policy_settings (
  agency_id integer primary key references agencies,
  -- {地区}{机关}-{年份}-{序号:4}: parts of 统一登记号 (src/law/registration-number.ts)
  registration_pattern text not null check (registration_pattern <> ''),
  place_code text not null,
  maker_code text not null,
  -- what a draft must have before it is submitted: refused, or only said
  legality_review text not null check (legality_review in ('required', 'advised')),
  interpretation text not null check (interpretation in ('required', 'advised')),
  -- 组配分类 whose documents are 政策性文件, besides 规章 and 规范性文件
  policy_categories text[] not null default '{}',
  -- 备案 within so many days of publication
  filing_days integer not null check (filing_days between 1 and 90),
  -- working days to answer a question
  question_days integer not null check (question_days between 1 and 60),
  updated_by integer not null references users,
  updated_at timestamptz not null
);

-- 统一登记号: once given it is the document's for good
create table normative_counters (
  agency_id integer not null references agencies,
  year integer not null,
  last_number integer not null,
  primary key (agency_id, year)
);
create table normative_registrations (
  document_id bigint primary key references documents,
  agency_id integer not null references agencies,
  year integer not null,
  serial integer not null check (serial > 0),
  number text not null unique,
  registered_by integer not null references users,
  registered_at timestamptz not null,
  unique (agency_id, year, serial)
);
create trigger normative_registrations_append_only before update or delete on normative_registrations
  for each row execute function refuse_change();

-- 合法性审核、集体审议、备案: the newest record of a kind counts, the earlier ones stay
create table normative_records (
  id bigint generated always as identity primary key,
  document_id bigint not null references documents,
  kind text not null check (kind in ('legality-review', 'collective-decision', 'filing')),
  -- 送审之日; null for the other kinds
  begun_on date,
  done_on date not null check (done_on >= begun_on),
  -- 合法 / 应予修改 / 不合法, of a legality review
  conclusion text check (conclusion in ('lawful', 'lawful-when-amended', 'unlawful')),
  -- 审核机构、审议会议、备案机关
  body text not null check (body <> ''),
  -- 意见书、会议纪要、备案号
  reference text not null default '',
  opinion text not null default '',
  recorded_by integer not null references users,
  recorded_at timestamptz not null,
  check ((kind = 'legality-review') = (conclusion is not null)),
  check ((kind = 'legality-review') = (begun_on is not null))
);
create index normative_records_document on normative_records (document_id, kind, id desc);
create trigger normative_records_append_only before update or delete on normative_records
  for each row execute function refuse_change();

-- 解读方案，或者不解读的理由: the newest counts
create table interpretation_plans (
  id bigint generated always as identity primary key,
  document_id bigint not null references documents,
  outline text not null,
  forms text[] not null,
  channels text not null,
  planned_on date,
  responsible text not null,
  -- 与文件同时发布
  together boolean not null,
  exemption text not null,
  recorded_by integer not null references users,
  recorded_at timestamptz not null,
  check (exemption <> '' or (outline <> '' and cardinality(forms) > 0 and channels <> '' and responsible <> ''
    and planned_on is not null))
);
create index interpretation_plans_document on interpretation_plans (document_id, id desc);
create trigger interpretation_plans_append_only before update or delete on interpretation_plans
  for each row execute function refuse_change();

-- 到期提醒: each stage is told once
create table expiry_alerts (
  id bigint generated always as identity primary key,
  document_id bigint not null references documents,
  -- of the term that was about to end: a new term is told anew
  expires_on date not null,
  stage integer not null check (stage in (180, 90, 30)),
  user_id integer not null references users,
  told_on date not null,
  mailed boolean not null default false,
  seen_at timestamptz,
  unique (document_id, expires_on, stage)
);
create index expiry_alerts_unseen on expiry_alerts (user_id, id) where seen_at is null;

-- 清理
create table cleanups (
  id integer generated always as identity primary key,
  agency_id integer not null references agencies,
  title text not null check (title <> ''),
  basis text not null,
  -- the filter the scope was drawn with, as it was typed
  scope jsonb not null check (jsonb_typeof(scope) = 'object'),
  state text not null default 'collecting' check (state in ('collecting', 'collated', 'reviewed', 'approved', 'issued')),
  opinions_due_on date not null,
  -- 公开征求意见
  comments_from date,
  comments_until date check (comments_until >= comments_from),
  comments_summary text not null default '',
  legal_opinion text not null default '',
  reviewed_by integer references users,
  reviewed_at timestamptz,
  approved_by integer references users,
  approved_at timestamptz,
  returned_reason text not null default '',
  notice_document_id bigint unique references documents,
  created_by integer not null references users,
  created_at timestamptz not null,
  check ((comments_from is null) = (comments_until is null)),
  check ((state = 'issued') = (notice_document_id is not null)),
  check (state not in ('reviewed', 'approved', 'issued') or reviewed_by is not null),
  check (state not in ('approved', 'issued') or approved_by is not null)
);
create index cleanups_agency on cleanups (agency_id, id desc);

create table cleanup_items (
  cleanup_id integer not null references cleanups,
  document_id bigint not null references documents,
  -- 起草单位: the body whose document it is
  unit_id integer not null references agencies,
  -- the unit's opinion
  opinion text check (opinion in ('keep', 'amend', 'repeal', 'lapse')),
  opinion_reason text not null default '',
  opinion_by integer references users,
  opinion_at timestamptz,
  -- the result after collation
  result text check (result in ('keep', 'amend', 'repeal', 'lapse')),
  result_reason text not null default '',
  decided_by integer references users,
  decided_at timestamptz,
  primary key (cleanup_id, document_id),
  check ((opinion is null) = (opinion_by is null) and (opinion is null) = (opinion_at is null)),
  check ((result is null) = (decided_by is null) and (result is null) = (decided_at is null))
);
create index cleanup_items_unit on cleanup_items (unit_id) where opinion is null;
create index cleanup_items_document on cleanup_items (document_id);

-- What was approved is what is issued.
create function guard_cleanup_item() returns trigger language plpgsql as $$
declare
  campaign text := (select state from cleanups where id = coalesce(new.cleanup_id, old.cleanup_id));
begin
  if campaign not in ('collecting', 'collated') then
    raise exception '清理结果已经审核，不得改动' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger cleanup_items_guard before insert or update or delete on cleanup_items
  for each row execute function guard_cleanup_item();

-- 政策问答: what readers ask is read in the office only
create table policy_questions (
  id bigint generated always as identity primary key,
  agency_id integer not null references agencies,
  document_id bigint not null references documents,
  question text not null check (question <> ''),
  -- sealed; null when the asker left none
  contact_sealed text,
  -- of the form it came with: sent twice it is one question
  ticket_hash bytea not null unique,
  asked_at timestamptz not null,
  due_on date not null,
  handler_id integer references users,
  answer_document_id bigint unique references documents,
  closed_reason text not null default '',
  closed_by integer references users,
  closed_at timestamptz,
  check ((closed_reason = '') = (closed_at is null) and (closed_by is null) = (closed_at is null)),
  check (answer_document_id is null or closed_at is null)
);
create index policy_questions_queue on policy_questions (agency_id, due_on, id) where closed_at is null;
create index policy_questions_document on policy_questions (document_id);

-- drafts too: what is being written about a document
create index editions_about_policies on editions using gin ((structure -> 'interprets'))
  where kind = 'interpretation';

-- A notice of results without its results would be published and mark nothing.
alter table editions add constraint editions_cleanup_results
  check (kind <> 'cleanup-result' or coalesce(jsonb_array_length(structure -> 'results'), 0) > 0);
