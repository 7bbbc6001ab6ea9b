-- 附件的归属、报请确定与上级答复、撤下状态、预览链接

-- The files an edition names: kept as long as it names them, and they are what it says they are.
create table edition_files (
  edition_id bigint not null references editions,
  file_id bigint not null references stored_files,
  primary key (edition_id, file_id)
);
create index edition_files_file on edition_files (file_id);

create function keep_edition_files() returns trigger language plpgsql as $$
begin
  if exists (
    select 1
    from jsonb_to_recordset(new.attachments) as a(sha256 text, size bigint, "mediaType" text, "fileId" bigint)
    left join stored_files f
      on f.id = a."fileId" and encode(f.sha256, 'hex') = a.sha256 and f.size = a.size and f.media_type = a."mediaType"
    where f.id is null
  ) then
    raise exception '附件与存放的文件不符' using errcode = 'foreign_key_violation';
  end if;
  delete from edition_files
  where edition_id = new.id
    and file_id not in (select (a ->> 'fileId')::bigint from jsonb_array_elements(new.attachments) a);
  insert into edition_files (edition_id, file_id)
  select distinct new.id, (a ->> 'fileId')::bigint from jsonb_array_elements(new.attachments) a
  on conflict do nothing;
  return null;
end $$;
create trigger editions_keep_files after insert or update of attachments on editions
  for each row execute function keep_edition_files();

-- referred: 拿不准，报主管部门或者保密行政管理部门确定；removed: 随文件撤下，封存
alter table editions drop constraint editions_state_check;
alter table editions add constraint editions_state_check check (
  state in (
    'draft', 'in-review', 'referred', 'returned', 'reviewed', 'scheduled', 'published', 'superseded', 'removed'
  )
);
drop index editions_one_open;
create unique index editions_one_open on editions (document_id)
  where state in ('draft', 'in-review', 'referred', 'returned', 'reviewed', 'scheduled');
create index editions_due on editions (publish_at) where state = 'scheduled';

create table edition_referrals (
  id bigint generated always as identity primary key,
  edition_id bigint not null references editions,
  content_hash bytea not null,
  -- 报请的机关
  organ text not null check (organ <> ''),
  question text not null check (question <> ''),
  asked_by integer not null references users,
  asked_at timestamptz not null,
  outcome text check (outcome in ('may-publish', 'partly', 'must-not')),
  -- 答复的文号、日期和内容
  answer_number text not null default '',
  answered_on date,
  answer text not null default '',
  recorded_by integer references users,
  recorded_at timestamptz,
  check (
    outcome is null and recorded_by is null and recorded_at is null and answered_on is null
    or outcome is not null and recorded_by is not null and recorded_at is not null and answered_on is not null
  )
);
create unique index edition_referrals_one_open on edition_referrals (edition_id) where outcome is null;
create index edition_referrals_edition on edition_referrals (edition_id);

-- What was asked stays as it was asked; the answer is written once.
create function guard_referral() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.outcome is not null
     or (new.edition_id, new.content_hash, new.organ, new.question, new.asked_by, new.asked_at)
       is distinct from (old.edition_id, old.content_hash, old.organ, old.question, old.asked_by, old.asked_at) then
    raise exception '报请记录只增不改' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger edition_referrals_guard before update or delete on edition_referrals
  for each row execute function guard_referral();

create or replace function guard_edition() returns trigger language plpgsql as $$
begin
  new.content_hash := edition_content_hash(new);
  if tg_op = 'UPDATE' and old.state in ('published', 'superseded', 'removed') then
    if new.content_hash <> old.content_hash or new.published_at <> old.published_at
       or new.document_id <> old.document_id or new.drafted_by <> old.drafted_by
       or new.published_by <> old.published_by or new.contributors <> old.contributors
       or new.hash_version <> old.hash_version then
      raise exception '已发布的版本不得改动' using errcode = 'restrict_violation';
    end if;
    if new.state <> old.state and (old.state <> 'published' or new.state not in ('superseded', 'removed')) then
      raise exception '已发布的版本不能退回' using errcode = 'restrict_violation';
    end if;
  end if;
  -- whatever takes an edition back takes its approval and its hour away
  if new.state in ('draft', 'in-review', 'referred', 'returned', 'reviewed') then
    new.publish_at := null;
    new.published_by := null;
  end if;
  if new.state in ('published', 'scheduled') then
    if new.disclosure <> 'proactive' then
      raise exception '非主动公开的文件不得发布' using errcode = 'check_violation';
    end if;
    if new.published_by is null then
      raise exception '发布须有发布人' using errcode = 'check_violation';
    end if;
    if new.published_by = any (new.contributors) or new.published_by = new.drafted_by then
      raise exception '起草人不得发布本人起草的文件' using errcode = 'check_violation';
    end if;
    if not exists (
      select 1 from edition_reviews r
      where r.edition_id = new.id and r.content_hash = new.content_hash
        and r.conclusion = 'may-publish' and r.reviewer_id <> new.drafted_by
        and r.reviewer_id <> all (new.contributors)
    ) then
      raise exception '未经保密审查或审查后内容有改动，不得发布' using errcode = 'check_violation';
    end if;
    if exists (select 1 from documents d where d.id = new.document_id and d.status = 'removed') then
      raise exception '文件已经撤下，不得再发布' using errcode = 'restrict_violation';
    end if;
  end if;
  if new.state = 'scheduled' and new.embargo_until is not null and new.publish_at < new.embargo_until then
    raise exception '未到可以公开的时间' using errcode = 'check_violation';
  end if;
  if new.state = 'published' and (tg_op = 'INSERT' or old.state <> 'published') then
    if new.published_at is null then
      raise exception '发布须有发布时间' using errcode = 'check_violation';
    end if;
    if new.embargo_until is not null and new.published_at < new.embargo_until then
      raise exception '未到可以公开的时间' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;

create or replace function guard_document() returns trigger language plpgsql as $$
begin
  if old.published_at is not null and new.published_at is distinct from old.published_at then
    raise exception '发布日期不得更改' using errcode = 'restrict_violation';
  end if;
  if old.index_number is not null and new.index_number is distinct from old.index_number then
    raise exception '索引号不得更改' using errcode = 'restrict_violation';
  end if;
  if old.status <> new.status and (old.status = 'removed' or new.status = 'draft') then
    raise exception '撤下的文件不能恢复，请另行发布' using errcode = 'restrict_violation';
  end if;
  if new.status = 'removed' then
    if not exists (select 1 from document_removals r where r.document_id = new.id) then
      raise exception '撤下文件须有记录' using errcode = 'check_violation';
    end if;
    if exists (
      select 1 from editions e where e.document_id = new.id and e.state in ('published', 'scheduled')
    ) then
      raise exception '撤下的文件不得留有公开的版本' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;

-- 预览：凭链接看一份还没有公开的稿子，到期、收回即失效，每次打开都记下
create table edition_previews (
  id bigint generated always as identity primary key,
  edition_id bigint not null references editions,
  -- of the token; the token itself stands only in the link
  token_hash bytea not null unique check (length(token_hash) = 32),
  given_to text not null check (given_to <> ''),
  created_by integer not null references users,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  revoked_by integer references users,
  revoked_at timestamptz,
  check ((revoked_by is null) = (revoked_at is null))
);
create index edition_previews_edition on edition_previews (edition_id);

create table edition_preview_openings (
  id bigint generated always as identity primary key,
  preview_id bigint not null references edition_previews,
  -- what was opened: the page, or the name of an attachment
  opened text not null default '',
  -- network address it was opened from
  address text not null,
  opened_at timestamptz not null
);
create index edition_preview_openings_preview on edition_preview_openings (preview_id, id);
create trigger edition_preview_openings_append_only before update or delete on edition_preview_openings
  for each row execute function refuse_change();
