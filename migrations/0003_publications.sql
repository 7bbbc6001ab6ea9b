-- 主动公开：文件与版本。审查绑定内容散列，未经审查的版本数据库拒绝发布

create table index_counters (
  prefix text not null,
  year integer not null,
  last_number integer not null,
  primary key (prefix, year)
);

create table documents (
  id bigint generated always as identity primary key,
  agency_id integer not null references agencies,
  index_number text unique,
  status text not null default 'draft' check (status in ('draft', 'published')),
  -- 发布日期: set once by the server when first published, never changed
  published_at timestamptz,
  created_at timestamptz not null,
  check ((status = 'published') = (published_at is not null)),
  check (status = 'draft' or index_number is not null)
);
create index documents_listed on documents (agency_id, published_at desc, id desc) where status = 'published';

create table editions (
  id bigint generated always as identity primary key,
  document_id bigint not null references documents,
  number integer not null check (number > 0),
  state text not null default 'draft' check (
    state in ('draft', 'in-review', 'returned', 'reviewed', 'published', 'superseded')
  ),
  title text not null check (title <> ''),
  -- 发布机构 as printed, which may differ from the agency's full name
  publisher text not null,
  -- 组配分类
  category text not null,
  disclosure text not null check (disclosure in ('proactive', 'on-request', 'withheld')),
  document_number text not null default '',
  formed_on date,
  effective_from date,
  expires_on date,
  repealed_on date,
  -- 规章 / 规范性文件 count in table 二（一）; anything else is null
  normative_kind text check (normative_kind in ('regulation', 'normative')),
  body_html text not null,
  body_text text not null,
  -- [{name, sha256, size, mediaType}]; the bytes lie in files, addressed by sha256
  attachments jsonb not null default '[]' check (jsonb_typeof(attachments) = 'array'),
  content_hash bytea not null,
  drafted_by integer not null references users,
  -- everybody who wrote in it: none of them may review or publish it
  contributors integer[] not null,
  returned_reason text,
  public_note text not null default '',
  published_by integer references users,
  published_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  unique (document_id, number)
);
create unique index editions_one_open on editions (document_id)
  where state in ('draft', 'in-review', 'returned', 'reviewed');
create unique index editions_one_published on editions (document_id) where state = 'published';

-- 保密审查: one signed conclusion over exactly one content
create table edition_reviews (
  id bigint generated always as identity primary key,
  edition_id bigint not null references editions,
  content_hash bytea not null,
  conclusion text not null check (conclusion in ('may-publish', 'return', 'refer-upwards')),
  -- each item of the review with its finding: 国家秘密、工作秘密、三安全一稳定、商业秘密、个人隐私、汇聚风险
  checks jsonb not null check (jsonb_typeof(checks) = 'object'),
  opinion text not null default '',
  reviewer_id integer not null references users,
  reviewed_at timestamptz not null
);
create index edition_reviews_edition on edition_reviews (edition_id);
create trigger edition_reviews_append_only before update or delete on edition_reviews
  for each row execute function refuse_change();

-- What the review signs: every byte a reader would see, attachments by their hashes.
create function edition_content_hash(e editions) returns bytea language sql stable as $$
  select sha256(convert_to(jsonb_build_array(
    e.title, e.publisher, e.category, e.disclosure, e.document_number, e.formed_on, e.effective_from,
    e.expires_on, e.repealed_on, e.normative_kind, e.body_html, e.body_text, e.attachments
  )::text, 'UTF8'))
$$;

create function guard_edition() returns trigger language plpgsql as $$
begin
  new.content_hash := edition_content_hash(new);
  if tg_op = 'UPDATE' and old.state in ('published', 'superseded') then
    if new.content_hash <> old.content_hash or new.published_at <> old.published_at
       or new.document_id <> old.document_id or new.drafted_by <> old.drafted_by then
      raise exception '已发布的版本不得改动' using errcode = 'restrict_violation';
    end if;
  end if;
  if new.state = 'published' then
    if new.disclosure <> 'proactive' then
      raise exception '非主动公开的文件不得发布' using errcode = 'check_violation';
    end if;
    if new.published_at is null or new.published_by is null then
      raise exception '发布须有发布人与发布时间' using errcode = 'check_violation';
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
  return new;
end $$;
create trigger editions_guard before insert or update on editions
  for each row execute function guard_edition();

create function guard_document() returns trigger language plpgsql as $$
begin
  if old.published_at is not null and new.published_at is distinct from old.published_at then
    raise exception '发布日期不得更改' using errcode = 'restrict_violation';
  end if;
  if old.index_number is not null and new.index_number is distinct from old.index_number then
    raise exception '索引号不得更改' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger documents_guard before update on documents
  for each row execute function guard_document();

-- 访问次数, apart from the document so that counting never touches what is cached or signed
create table document_visits (
  document_id bigint primary key references documents,
  visits bigint not null default 0
);
