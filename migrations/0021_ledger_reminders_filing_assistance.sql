-- 台账的个人筛选、待办提醒、向主管机关备案、协助调查、更正个人信息、转主动公开

-- 更正（条例 第四十一条）与依申请公开同一本台账，但不是依申请公开，年度报告不计
alter table requests add column kind text not null default 'application'
  check (kind in ('application', 'rectification'));
drop index requests_concluded;
create index requests_concluded on requests (agency_id, concluded_on)
  include (received_on, applicant_class, disposition, answered_in_time)
  where kind = 'application';
-- few among very many
create index requests_rectifications on requests (agency_id, register_year, register_number)
  where kind = 'rectification';

-- A filter of the ledger that an officer keeps, as the address writes it
create table ledger_views (
  id integer generated always as identity primary key,
  user_id integer not null references users,
  name text not null check (name <> ''),
  query text not null,
  created_at timestamptz not null,
  unique (user_id, name)
);

-- What the daily round told whom. Words stand in the interface; here only what it is about.
create table office_notices (
  id bigint generated always as identity primary key,
  user_id integer not null references users,
  on_day date not null,
  kind text not null check (kind ~ '^[a-z-]+$'),
  request_id bigint references requests,
  assistance_id bigint,
  due_on date,
  working_days_left integer,
  created_at timestamptz not null,
  seen_at timestamptz,
  unique nulls not distinct (user_id, on_day, kind, request_id, assistance_id)
);
create index office_notices_unseen on office_notices (user_id, id desc) where seen_at is null;
create index office_notices_request on office_notices (request_id) where request_id is not null;

-- One digest a day to the office's own mailbox
create table reminder_mails (
  agency_id integer not null references agencies,
  on_day date not null,
  primary key (agency_id, on_day)
);

-- 备案：主管机关看过下属单位的哪一件、到哪一步、说了什么
create table filing_reviews (
  id bigint generated always as identity primary key,
  request_id bigint not null references requests,
  supervisor_id integer not null references agencies,
  reviewer_id integer not null references users,
  -- the last event of the case when it was reviewed
  seen_seq integer not null check (seen_seq > 0),
  conclusion text not null check (conclusion in ('seen', 'opinion')),
  opinion text not null,
  reviewed_at timestamptz not null,
  check ((conclusion = 'opinion') = (opinion <> ''))
);
create index filing_reviews_request on filing_reviews (request_id, id desc);
create trigger filing_reviews_append_only before update or delete on filing_reviews
  for each row execute function refuse_change();

-- 协助调查：单独编号、单独计数，不进年度报告表三
create table assistance_counters (
  agency_id integer not null references agencies,
  year integer not null,
  last_number integer not null,
  primary key (agency_id, year)
);

create table assistance_cases (
  id bigint generated always as identity primary key,
  agency_id integer not null references agencies,
  register_year integer not null,
  register_number integer not null,
  -- incoming: another organ asks us; outgoing: we ask it
  direction text not null check (direction in ('incoming', 'outgoing')),
  organ text not null,
  organ_letter text not null,
  about text not null,
  -- received, or sent
  begun_on date not null,
  due_on date not null,
  request_id bigint references requests,
  handler_id integer not null references users,
  replied_on date,
  result text check (result in ('provided', 'partly', 'not-held', 'not-ours', 'withdrawn')),
  reply text not null default '',
  registered_at timestamptz not null,
  unique (agency_id, register_year, register_number),
  check ((replied_on is null) = (result is null))
);
create index assistance_cases_open on assistance_cases (agency_id, due_on) where replied_on is null;
create index assistance_cases_request on assistance_cases (request_id) where request_id is not null;
alter table office_notices add foreign key (assistance_id) references assistance_cases;

-- 转主动公开（条例 第四十四条）：谁建议、谁决定、写成了哪份文稿
create table conversions (
  id bigint generated always as identity primary key,
  request_id bigint not null references requests,
  agency_id integer not null references agencies,
  suggested_by text not null check (suggested_by in ('applicant', 'office')),
  suggested_at timestamptz not null,
  suggester_id integer references users,
  suggestion text not null,
  decision text check (decision in ('approved', 'declined')),
  decided_at timestamptz,
  decider_id integer references users,
  reason text not null default '',
  edition_id integer references editions,
  check ((decision is null) = (decided_at is null)),
  check (edition_id is null or decision = 'approved'),
  check (suggested_by = 'applicant' or suggester_id is not null)
);
create index conversions_request on conversions (request_id);
create unique index conversions_one_open on conversions (request_id) where decision is null;
