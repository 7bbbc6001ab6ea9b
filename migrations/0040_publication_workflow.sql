-- 主动公开的编审：文件种类与要素、定时发布、撤下、文件之间的联系

alter table documents drop constraint documents_status_check;
alter table documents add constraint documents_status_check check (status in ('draft', 'published', 'removed'));
alter table documents drop constraint documents_check;
-- a removed document keeps the day it was published and its number: the address answers 410 for ever
alter table documents add constraint documents_published_once check ((status = 'draft') = (published_at is null));

alter table editions drop constraint editions_state_check;
alter table editions add constraint editions_state_check check (
  state in ('draft', 'in-review', 'returned', 'reviewed', 'scheduled', 'published', 'superseded')
);
drop index editions_one_open;
create unique index editions_one_open on editions (document_id)
  where state in ('draft', 'in-review', 'returned', 'reviewed', 'scheduled');

alter table editions
  -- 文件、解读、政策事项 … : what `structure` holds is told by the kind (src/domain/publications/structures/)
  add column kind text not null default 'document' check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  add column structure jsonb check (jsonb_typeof(structure) = 'object'),
  -- 主题分类、体裁分类、内容概述、关键词、规范性文件统一登记号
  add column subject_category text not null default '',
  add column genre text not null default '',
  add column summary text not null default '',
  add column keywords text[] not null default '{}',
  add column registration_number text not null default '',
  -- for colleagues; the public note is for readers and is signed with the text
  add column private_note text not null default '',
  -- not before this moment, whoever presses the button
  add column embargo_until timestamptz,
  add column publish_at timestamptz,
  -- 1: content signed before these columns were; 2: all of them
  add column hash_version smallint not null default 2,
  add constraint editions_scheduled_at check (state <> 'scheduled' or (publish_at is not null and published_by is not null));

-- what was signed stays signed
alter table editions disable trigger editions_guard;
update editions set hash_version = 1;
alter table editions enable trigger editions_guard;

create or replace function edition_content_hash(e editions) returns bytea language sql stable as $$
  select sha256(convert_to((
    jsonb_build_array(
      e.title, e.publisher, e.category, e.disclosure, e.document_number, e.formed_on, e.effective_from,
      e.expires_on, e.repealed_on, e.normative_kind, e.body_html, e.body_text, e.attachments
    ) || case when e.hash_version = 1 then '[]'::jsonb else jsonb_build_array(
      e.kind, e.structure, e.subject_category, e.genre, e.summary, to_jsonb(e.keywords), e.registration_number,
      e.public_note
    ) end
  )::text, 'UTF8'))
$$;

create or replace function guard_edition() returns trigger language plpgsql as $$
begin
  new.content_hash := edition_content_hash(new);
  if tg_op = 'UPDATE' and old.state in ('published', 'superseded') then
    if new.content_hash <> old.content_hash or new.published_at <> old.published_at
       or new.document_id <> old.document_id or new.drafted_by <> old.drafted_by
       or new.hash_version <> old.hash_version then
      raise exception '已发布的版本不得改动' using errcode = 'restrict_violation';
    end if;
    if old.state = 'superseded' and new.state <> 'superseded'
       or old.state = 'published' and new.state not in ('published', 'superseded') then
      raise exception '已发布的版本不能退回' using errcode = 'restrict_violation';
    end if;
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

-- 撤下：原地址从此答复 410 和理由，封存的版本留在库里
create table document_removals (
  document_id bigint primary key references documents,
  kind text not null check (kind in ('published-in-error', 'superseded', 'withdrawn')),
  public_reason text not null check (public_reason <> ''),
  private_note text not null default '',
  -- 被哪份文件替代
  successor_id bigint references documents check (successor_id <> document_id),
  removed_by integer not null references users,
  removed_at timestamptz not null,
  check (kind <> 'superseded' or successor_id is not null)
);
create trigger document_removals_append_only before update or delete on document_removals
  for each row execute function refuse_change();

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
  if new.status = 'removed' and not exists (select 1 from document_removals r where r.document_id = new.id) then
    raise exception '撤下文件须有记录' using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- 文件之间的联系，双向显示；只有两头都公开时读者才看得到
create table document_relations (
  from_id bigint not null references documents,
  kind text not null check (kind in (
    'interprets',  -- 解读
    'amends',      -- 修改
    'repeals',     -- 废止
    'forwards',    -- 转发
    'based-on',    -- 依据
    'result-of',   -- 征求意见的采纳情况、清理结果
    'answers',     -- 问答
    'contains'     -- 服务包含有的事项
  )),
  to_id bigint not null references documents check (to_id <> from_id),
  -- when an amendment or a repeal takes effect
  applies_from date,
  position integer not null default 0,
  created_by integer not null references users,
  created_at timestamptz not null,
  primary key (from_id, kind, to_id)
);
create index document_relations_to on document_relations (to_id, kind);
