-- 依申请公开：一件申请是一串有日期的事件；台账行是事件的折叠，同一事务写入，可由事件重建

create table request_counters (
  agency_id integer not null references agencies,
  year integer not null,
  last_number integer not null,
  primary key (agency_id, year)
);

create table letter_counters (
  agency_id integer not null references agencies,
  year integer not null,
  series text not null,
  last_number integer not null,
  primary key (agency_id, year, series)
);

create table requests (
  id bigint generated always as identity primary key,
  agency_id integer not null references agencies,
  -- 登记号〔year〕number号
  register_year integer not null,
  register_number integer not null,
  channel text not null check (
    channel in ('in_person', 'registered_mail', 'ordinary_mail', 'internet', 'email', 'fax')
  ),
  status text not null,
  arrived_on date not null,
  received_on date,
  applicant_class text not null check (
    applicant_class in (
      'natural_person', 'company', 'research', 'social_organisation', 'legal_services', 'other_organisation'
    )
  ),
  -- masked for lists (张*); the full identity is sealed inside the events
  applicant_shown text not null,
  -- keyed hash of the identity: same applicant, without saying who
  applicant_key bytea not null,
  subject text not null,
  reply_due_on date,
  due_is_provisional boolean not null default false,
  disposition text,
  -- the day the answer left (or, without one, the day the case was closed): decides the report year
  concluded_on date,
  answered_in_time boolean,
  closed_on date,
  handler_id integer references users,
  -- facts a list or report needs and that must equal the fold
  folded jsonb not null,
  last_seq integer not null,
  last_hash bytea not null,
  registered_at timestamptz not null,
  unique (agency_id, register_year, register_number)
);
create index requests_ledger on requests (agency_id, id desc);
create index requests_received on requests (agency_id, received_on);
create index requests_concluded on requests (agency_id, concluded_on);
create index requests_open_due on requests (agency_id, reply_due_on) where concluded_on is null;
create index requests_status on requests (agency_id, status, id desc);
create index requests_applicant on requests (agency_id, applicant_key);
create index requests_subject on requests using gin (subject gin_trgm_ops);

create table request_events (
  request_id bigint not null references requests deferrable initially deferred,
  seq integer not null check (seq > 0),
  type text not null,
  -- the day it happened, as the law counts; recorded_at is when it was keyed in
  happened_on date not null,
  recorded_at timestamptz not null,
  actor_id integer references users,
  payload jsonb not null,
  previous_hash bytea,
  hash bytea not null,
  primary key (request_id, seq),
  check ((seq = 1) = (previous_hash is null))
);
create trigger request_events_append_only before update or delete on request_events
  for each row execute function refuse_change();
create trigger request_events_no_truncate before truncate on request_events
  for each statement execute function refuse_change();

-- 行政复议、行政诉讼：同样折叠自事件（remedy-filed / remedy-decided）
create table remedy_proceedings (
  id bigint generated always as identity primary key,
  request_id bigint not null references requests,
  agency_id integer not null references agencies,
  number_in_case integer not null,
  kind text not null check (kind in ('reconsideration', 'direct_suit', 'after_reconsideration')),
  body text not null,
  filed_on date not null,
  decided_on date,
  result text check (result in ('upheld', 'corrected', 'other')),
  unique (request_id, number_in_case),
  check ((decided_on is null) = (result is null))
);
create index remedy_proceedings_agency on remedy_proceedings (agency_id, filed_on);
